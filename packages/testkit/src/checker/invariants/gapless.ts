import type { Invariant } from '../evidence.ts'
import { groupBy } from '../group-by.ts'

/** [P3] Each conversation counts 1, 2, 3 … without a gap and without a seq given twice. */
export const gapless: Invariant = ({ rows }) =>
  [...groupBy(rows, (row) => row.conversation)].flatMap(([conversation, entries]) => {
    const seqs = entries.map((row) => row.seq).sort((a, b) => a - b)
    const at = seqs.findIndex((seq, index) => seq !== index + 1)
    return at === -1 ? [] : [`${conversation} has seq ${seqs[at]} where ${at + 1} is due`]
  })
