import type { Invariant, Said } from '../evidence.ts'
import { groupBy } from '../group-by.ts'
import { quote } from '../quote.ts'

/** [P2] [P4] What was acked stands in the database exactly once, what was not at most once, and nothing that nobody said. */
export const once: Invariant = ({ said, rows }) => {
  const messages = rows.filter((row) => row.type === 'message')
  const byCid = groupBy(messages, (row) => `${row.conversation} ${row.cid}`)
  const wrong: string[] = []
  const expected = new Set<string>()
  for (const one of said) {
    if (one.cid === null) continue
    const key = `${one.conversation} ${one.cid}`
    expected.add(key)
    const found = byCid.get(key) ?? []
    if (one.acked && found.length === 0) wrong.push(`${tell(one)} was acked and is not in the database`)
    if (found.length > 1) wrong.push(`${tell(one)} stands ${found.length} times in the database`)
    for (const row of found) {
      if (row.author !== one.person) wrong.push(`${tell(one)} is in the database as ${row.author}'s`)
      if (row.text !== null && row.text !== one.text) wrong.push(`${tell(one)} is in the database as ${quote(row.text)}`)
    }
  }
  for (const [key, found] of byCid) if (!expected.has(key)) wrong.push(`nobody said ${key} (${quote(found[0]?.text ?? null)})`)
  // The same words under two ids: somebody's client said twice what its author said once.
  for (const [text, found] of groupBy(messages, (row) => `${row.author} ${row.text}`)) {
    if (found.length < 2 || found[0]?.text === null) continue
    if (found.length > said.filter((one) => `${one.person} ${one.text}` === text).length)
      wrong.push(`${quote(text)} stands ${found.length} times in the database`)
  }
  return wrong
}

const tell = ({ text, cid, conversation }: Said): string => `${quote(text)} (${cid} in ${conversation})`
