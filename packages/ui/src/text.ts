// Bidirectional overrides, embeddings and isolates (attack 11: `exe.\u202Egnp`), and controls that nobody types.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g
// More marks on one letter than any script stacks (attack 13); the run is eaten in one go, so this stays linear.
const STACKED_MARKS = /(\p{M}{8})\p{M}+/gu

/** Makes somebody else's text fit to be drawn: direction controls go, towers of combining marks are clipped. What is no string is empty. */
export function cleanText(text: unknown): string {
  return typeof text === 'string' ? text.replace(CONTROLS, '').replace(STACKED_MARKS, '$1') : ''
}

/** The same for a name: one line, or the fallback when nothing is left of it. */
export function cleanName(name: unknown, fallback: string): string {
  return cleanText(name).replace(/\s+/g, ' ').trim() || fallback
}
