import type { Invariant } from '../evidence.ts'
import { quote } from '../quote.ts'

/** [P9] What somebody said is in the database, or still on a screen of theirs as unsent: nothing is dropped silently. */
export const nothingVanished: Invariant = ({ said, rows, screens }) => {
  const kept = new Set(rows.map((row) => `${row.conversation} ${row.cid}`))
  const shown = new Set(
    screens.flatMap(({ person, conversations }) =>
      [...conversations].flatMap(([id, items]) => items.map((item) => `${person} ${id} ${item.text}`)),
    ),
  )
  return said
    .filter((one) => !(one.cid !== null && kept.has(`${one.conversation} ${one.cid}`)))
    .filter((one) => !shown.has(`${one.person} ${one.conversation} ${one.text}`))
    .map((one) => `${quote(one.text)} in ${one.conversation} was neither sent nor kept`)
}
