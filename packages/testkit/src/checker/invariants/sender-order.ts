import type { Invariant } from '../evidence.ts'
import { groupBy } from '../group-by.ts'
import { quote } from '../quote.ts'

/** [P5] What one person said in a conversation stands there in the order in which they said it. */
export const senderOrder: Invariant = ({ said, rows }) => {
  const orders = new Map(said.flatMap((one) => (one.cid === null ? [] : [[`${one.conversation} ${one.cid}`, one.order] as const])))
  const messages = rows.filter((row) => row.type === 'message').sort((a, b) => a.seq - b.seq)
  const wrong: string[] = []
  for (const [key, log] of groupBy(messages, (row) => `${row.author} in ${row.conversation}`)) {
    let highest = -Infinity
    for (const { conversation, cid, seq, text } of log) {
      const order = orders.get(`${conversation} ${cid}`)
      if (order === undefined) continue
      if (order < highest) wrong.push(`#${seq} ${quote(text)} of ${key} was said before what stands in front of it`)
      highest = Math.max(highest, order)
    }
  }
  return wrong
}
