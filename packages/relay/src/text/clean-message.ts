// Control characters but line feed and tab, and the marks that turn the reading direction round (attack 11).
const NOT_FOR_TEXT = /(?![\n\t])\p{Cc}|[\u202a-\u202e]/gu
const SOMETHING_TO_READ = /[^\s\p{Cf}]/u
const OUTER_BLANKS = /^(?:[^\S\n]*\n)+|\s+$/g
/** Most of what is written in Latin letters: printable ASCII, with nothing to take off at either end. */
const CLEAN = /^[!-~](?:[\n -~]*[!-~])?$/

/**
 * Makes what somebody wrote safe to keep as plain text: line ends are `\n`, control and direction-override characters are gone,
 * lone surrogates are replaced, blank lines around it and white space after it are dropped. Markup stays what it is: text.
 */
export function cleanMessage(text: string): string {
  if (CLEAN.test(text)) return text
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(NOT_FOR_TEXT, '').replace(OUTER_BLANKS, '')
  return SOMETHING_TO_READ.test(clean) ? clean : ''
}
