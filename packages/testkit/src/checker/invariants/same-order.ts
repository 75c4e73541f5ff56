import type { Invariant } from '../evidence.ts'
import { groupBy } from '../group-by.ts'
import { quote } from '../quote.ts'

/**
 * [P5] [P6] [P8] Every healed screen shows each message of its conversations once, in the order of seq, and nothing as unsent that is
 * committed. What is missing, twice or out of its place on a screen is found here.
 */
export const sameOrder: Invariant = ({ rows, participants, screens }) => {
  const logs = groupBy(
    rows.filter((row) => row.type === 'message').sort((a, b) => a.seq - b.seq),
    (row) => row.conversation,
  )
  const wrong: string[] = []
  for (const { name, person, conversations } of screens) {
    for (const [conversation, people] of participants) {
      if (!people.has(person)) continue
      const shown = conversations.get(conversation)
      if (!shown) {
        wrong.push(`${name} does not show ${conversation}`)
        continue
      }
      const log = logs.get(conversation) ?? []
      const committed = shown.filter((item) => item.seq !== null)
      const at = Array.from({ length: Math.max(log.length, committed.length) }).findIndex(
        (_, index) => log[index]?.seq !== committed[index]?.seq || log[index]?.cid !== committed[index]?.cid,
      )
      if (at !== -1) {
        const due = log[at] ? `#${log[at].seq} (${log[at].cid})` : 'nothing'
        const found = committed[at] ? `#${committed[at].seq} (${committed[at].cid})` : 'nothing'
        wrong.push(`${name} shows ${found} in ${conversation} at place ${at + 1}, where ${due} is due`)
      }
      const cids = new Set(log.map((row) => row.cid))
      for (const item of shown) {
        if (item.seq === null && cids.has(item.cid))
          wrong.push(`${name} shows ${quote(item.text)} in ${conversation} as unsent, and it is committed`)
      }
    }
  }
  return wrong
}
