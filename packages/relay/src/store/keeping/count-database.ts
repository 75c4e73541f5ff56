import type { Kysely } from 'kysely'
import type { Schema } from '../sql/schema.ts'

/** How much a database holds. */
export interface DatabaseCounts {
  /** Visitors and members. */
  people: number
  /** Logs. */
  conversations: number
  /** Of all logs together; messages, and everything else that takes a seq. */
  entries: number
}

/** Counts what a database holds, over any that Kysely speaks to. */
export async function countDatabase(db: Kysely<Schema>): Promise<DatabaseCounts> {
  const count = async (table: 'person' | 'conversation' | 'entry'): Promise<number> => {
    const { rows } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('rows'))
      .executeTakeFirstOrThrow()
    return Number(rows)
  }
  return { people: await count('person'), conversations: await count('conversation'), entries: await count('entry') }
}
