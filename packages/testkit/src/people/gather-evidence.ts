import type { Evidence } from '../checker/evidence.ts'
import { readDatabase } from '../checker/read-database.ts'
import type { HeadlessPerson } from './headless-person.ts'

/**
 * Waits until everybody has healed, and writes down what they said, what the database holds and what their screens show.
 *
 * @param database a data folder, or the address of a Postgres
 */
export async function gatherEvidence(people: readonly HeadlessPerson[], database: string): Promise<Evidence & { visitors: number }> {
  for (;;) {
    for (const person of people) await person.settled()
    const { rows, participants, visitors } = await readDatabase(database)
    const screens = []
    for (const person of people) screens.push(await untilCaughtUp(person, rows))
    // What came in meanwhile, such as what a client says again after a restore, is on some screens and not on others: look again.
    if ((await readDatabase(database)).rows.length !== rows.length) continue
    return {
      said: people.flatMap((person) => person.said()),
      amended: people.flatMap((person) => person.amended()),
      cursors: people.flatMap((person) => person.cursors()),
      rows,
      participants,
      screens,
      visitors,
    }
  }
}

/** P8 gives a screen ten seconds to heal by itself; the checker looks after that, and earlier where it has healed. */
const HEALS_WITHIN_MS = 12_000

async function untilCaughtUp(person: HeadlessPerson, rows: Evidence['rows']): Promise<Evidence['screens'][number]> {
  const heads = new Map(rows.map((row) => [row.conversation, row.seq]))
  const from = performance.now()
  const behind = (): boolean => person.client.inbox.conversations.value.some((one) => one.head.seq < (heads.get(one.id) ?? 0))
  while (behind() && performance.now() - from < HEALS_WITHIN_MS) await new Promise((resolve) => setTimeout(resolve, 50))
  return person.readScreen()
}
