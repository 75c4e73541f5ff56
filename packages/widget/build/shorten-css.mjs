// Style sheets are strings in the code; the bundler does not look into them.

/** Shortens the CSS of templates marked css`…` or /* css *\/ `…` that hold nothing but text. */
export function shortenCss() {
  return {
    name: 'firsthand:shorten-css',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes('css')) return undefined
      const short = code.replace(/(\bcss|\/\* css \*\/ )`([^`]*)`/g, (whole, mark, text) =>
        text.includes('${') ? whole : `${text.includes('\\') ? mark : ''}\`${shorten(text)}\``,
      )
      return short === code ? undefined : { code: short, map: null }
    },
  }
}

/** @param {string} text */
export function shorten(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/, /g, ',')
    .replace(/([\w-]): /g, '$1:')
    .replace(/ !important/g, '!important')
    .replace(/@media \(/g, '@media(')
    .replace(/(?<=[\s:(,])0\.(?=\d)/g, '.')
    .replace(/='([a-z]+)'\]/g, '=$1]')
    .replace(/;}/g, '}')
    .trim()
}
