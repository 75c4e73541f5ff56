/** Marks a template as CSS: editors colour it, the build shortens it. It is the text, nothing more. */
export const css: typeof String.raw = String.raw

const adopted = new WeakMap<Document | ShadowRoot, Set<string>>()

/**
 * Adds style text to a shadow root or document as a constructable style sheet: no `<style>` element and no attribute, so it holds under
 * `style-src 'self'` and Trusted Types. The same text is added once per root.
 */
export function adoptStyles(root: Document | ShadowRoot, ...texts: readonly string[]): void {
  const had = adopted.get(root) ?? new Set()
  adopted.set(root, had)
  for (const text of texts) {
    if (!text || had.has(text)) continue
    had.add(text)
    const view = (root.ownerDocument ?? root).defaultView
    const sheet = new (view?.CSSStyleSheet ?? CSSStyleSheet)()
    sheet.replaceSync(text)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
}
