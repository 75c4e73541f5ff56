import type { Evidence, Invariant, Row } from '../evidence.ts'
import { groupBy } from '../group-by.ts'
import { quote } from '../quote.ts'

/**
 * [P14] An acked edit or deletion stands once; the last one counts, a deletion for good; every screen shows that text, and the text of
 * what was deleted is gone from the database, its edits' too.
 */
export const amendmentsConverge: Invariant = (evidence) => [...amendedOnce(evidence), ...shownAlike(evidence), ...erased(evidence)]

function amendedOnce({ amended = [], rows }: Evidence): string[] {
  const byCid = groupBy(rows, (row) => `${row.conversation} ${row.cid}`)
  return amended.flatMap(({ conversation, cid, target, acked }) => {
    const found = byCid.get(`${conversation} ${cid}`)?.length ?? 0
    if (acked && found === 0) return [`the change ${cid} of ${target} in ${conversation} was acked and is not in the database`]
    return found > 1 ? [`the change ${cid} of ${target} in ${conversation} stands ${found} times`] : []
  })
}

/** What each message says by the log alone. */
function newestTexts(rows: readonly Row[]): Map<string, string | null> {
  const texts = new Map<string, string | null>()
  for (const row of [...rows].sort((a, b) => a.seq - b.seq)) {
    const key = `${row.conversation} ${row.target ?? row.seq}`
    if (row.type === 'message') texts.set(key, row.text)
    // An edit whose text is gone was overtaken: what overtook it comes later.
    if (row.type === 'message-edited' && row.text !== null && texts.get(key) !== null) texts.set(key, row.text)
    if (row.type === 'message-deleted') texts.set(key, null)
  }
  return texts
}

function shownAlike({ rows, screens }: Evidence): string[] {
  const texts = newestTexts(rows)
  return screens.flatMap(({ name, conversations }) =>
    [...conversations].flatMap(([conversation, items]) =>
      items.flatMap(({ seq, text }) => {
        const due = texts.get(`${conversation} ${seq}`)
        return seq === null || due === undefined || due === text
          ? []
          : [`${name} shows #${seq} of ${conversation} as ${quote(text)}, and it says ${quote(due)}`]
      }),
    ),
  )
}

function erased({ rows }: Evidence): string[] {
  const deleted = new Set(rows.flatMap((row) => (row.type === 'message-deleted' ? [`${row.conversation} ${row.target}`] : [])))
  return rows
    .filter((row) => row.text !== null && deleted.has(`${row.conversation} ${row.target ?? row.seq}`))
    .map((row) => `#${row.seq} of ${row.conversation} still holds the deleted text ${quote(row.text)}`)
}
