import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../sql/migrations/portable.ts'
import { HAND_OUT_FUNCTION, SAVE_MEMBER_FUNCTION, TOUCH_FUNCTION } from './inbox-functions.ts'
import { LAST_MESSAGE_FUNCTION, WRITE_FUNCTION } from './write-function.ts'

/**
 * What Postgres alone has: the functions that write, and how far each inbox was handed out. A function keeps its name for ever, for an older
 * relay calls it while a newer one brings the database up to date; what is changed gets the next number.
 */
const writing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('inbox')
      .addColumn('person_no', 'integer', (column) => column.primaryKey())
      .addColumn('handed', 'bigint', (column) => column.notNull())
      .execute()
    await sql`create sequence inbox_change`.execute(db)
    // Each relay asks every few seconds what others revoked of late: mostly nothing, and then it costs nothing.
    await db.schema
      .createIndex('credential_by_revocation')
      .on('credential')
      .column('revoked_at')
      .where(sql.ref('revoked_at'), 'is not', null)
      .execute()
    // Each entry would lock its author's row and write it to the log; the function finds both under the conversation's lock anyway.
    await sql`alter table entry drop constraint entry_author_no_fkey, drop constraint entry_conversation_no_fkey`.execute(db)
    for (const text of [LAST_MESSAGE_FUNCTION, TOUCH_FUNCTION, WRITE_FUNCTION, HAND_OUT_FUNCTION, SAVE_MEMBER_FUNCTION])
      await sql.raw(text).execute(db)
  },
}

/** Postgres: keys count up as identities, and ids are compared byte by byte, whatever language the database speaks. */
export const POSTGRES: Dialect = {
  numbered: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  clustered: (table) => table,
  exact: (column) => column.modifyFront(sql`collate "C"`),
  migrations: { '0002-postgres-writing': writing },
}
