/** A stretch of text, with the address it leads to where it is a link. */
export interface Stretch {
  text: string
  href?: string
}

// What ends an address wherever it stands: white space, quotes and brackets of markup, CJK punctuation.
const WORD = /[^\s<>"“”«»、。，；：！？（）「」『』【】]+/g
const SCHEME = /https?:\/\/|www\./i
const EMAIL = /^[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}$/i
const OPENING = /^[([{'*_~]+/
const TRAILING = new Set(".,;:!?'*_~…)]}")
const LONGEST = 2_048

/**
 * Finds the links of a text: http(s) addresses, `www.` ones, and mail addresses. Nothing else becomes a link (no `javascript:`, no `data:`),
 * nor does an address that hides its host behind a user name. Each word is looked at once and only its ends again: linear in the text's length.
 */
export function linkify(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let plainFrom = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    // Most words can be no link; a glance decides.
    if (!word.includes('.') && !word.includes('//')) continue
    const start = OPENING.exec(word)?.[0].length ?? 0
    const scheme = SCHEME.exec(word)
    const from = scheme ? scheme.index : start
    const to = trimEnd(word, from)
    if (to - from > LONGEST) continue
    const shown = word.slice(from, to)
    const href = scheme ? webAddress(shown) : EMAIL.test(shown) ? `mailto:${shown}` : null
    if (!href) continue
    if (index + from > plainFrom) stretches.push({ text: text.slice(plainFrom, index + from) })
    stretches.push({ text: shown, href })
    plainFrom = index + to
  }
  if (plainFrom < text.length) stretches.push({ text: text.slice(plainFrom) })
  return stretches
}

function webAddress(shown: string): string | null {
  const address = /^w/i.test(shown) ? `https://${shown}` : shown
  if (!URL.canParse(address)) return null
  const { protocol, username, password, hostname, href } = new URL(address)
  const plausible = hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[')
  return /^https?:$/.test(protocol) && !username && !password && plausible ? href : null
}

// Punctuation at the end belongs to the sentence; a closing bracket only where none was opened inside.
function trimEnd(word: string, from: number): number {
  const open: Record<string, number> = { ')': 0, ']': 0, '}': 0 }
  for (let at = from; at < word.length; at++) {
    const letter = word[at]!
    if (letter === '(') open[')']!++
    else if (letter === '[') open[']']!++
    else if (letter === '{') open['}']!++
    else if (letter in open) open[letter]!--
  }
  let to = word.length
  while (to > from && TRAILING.has(word[to - 1]!)) {
    const letter = word[to - 1]!
    if (letter in open) {
      if (open[letter]! >= 0) break
      open[letter]!++
    }
    to--
  }
  return to
}
