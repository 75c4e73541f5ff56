import type { CursorSeen, Invariant } from '../evidence.ts'

/** [P15] No client ever hears of a cursor that went back, and what was read was delivered. */
export const cursorsMonotone: Invariant = ({ cursors = [] }) => {
  const highest = new Map<string, CursorSeen>()
  const wrong: string[] = []
  for (const seen of cursors) {
    const { by, conversation, person, delivered, read } = seen
    const key = `${by} ${conversation} ${person}`
    const before = highest.get(key)
    if (before && (delivered < before.delivered || read < before.read))
      wrong.push(
        `${by} heard of ${person}'s cursors in ${conversation} going back from ${before.delivered}/${before.read} to ${delivered}/${read}`,
      )
    if (read > delivered) wrong.push(`${by} heard that ${person} has read #${read} in ${conversation} and was delivered #${delivered}`)
    highest.set(key, seen)
  }
  return wrong
}
