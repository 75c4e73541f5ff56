// Control, format (bidi, zero-width, tags), private-use and unassigned characters; the two joiners stay, scripts and emoji need them.
const NOT_FOR_A_LINE = /(?![\u200c\u200d\s])[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu
const MARKS_PILED_UP = /(\p{M}{4})\p{M}+/gu

/**
 * Makes a name, a title or another single line safe to show beside other text: no control or direction characters, at most four
 * combining marks on one letter, white space collapsed. What is left may be empty.
 */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_FOR_A_LINE, '')
    .replace(MARKS_PILED_UP, '$1')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/gu, '')
}
