import { createId } from '@firsthand/protocol'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { DatabaseError, type Pool } from 'pg'
import { openPostgresStamps } from '../restoring/open-postgres-stamps.ts'
import type { KnownStamps } from '../restoring/stamp-gaps.ts'
import { migrate } from '../sql/migrate.ts'
import type { Schema } from '../sql/schema.ts'
import { StoreError } from '../store-error.ts'
import { POSTGRES } from './postgres-dialect.ts'
import { describeOutage, isConflict, isOutage } from './postgres-errors.ts'

/** The advisory lock under which a relay brings the database up to date; others wait for it. */
const PREPARING = 7_420_000_001

/**
 * Brings the tables up to date and answers the database's epoch. Of relays that start at once one does the work, and the others find it done.
 *
 * @throws StoreError `database-unusable` where this role may not make tables, `store-unavailable` where the server cannot be reached
 */
export async function prepareDatabase(pool: Pool, now: number): Promise<{ kysely: Kysely<Schema>; epoch: string; stamps: KnownStamps }> {
  const kysely = openKysely(pool)
  try {
    let stamps: KnownStamps
    const lock = await pool.connect()
    try {
      // Whoever waits here waits for a migration.
      await lock.query(
        'begin; set local lock_timeout = 0; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
      )
      await lock.query('select pg_advisory_xact_lock($1)', [PREPARING])
      await migrate(kysely, POSTGRES)
      await kysely
        .insertInto('meta')
        .values({ name: 'epoch', value: createId(now) })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await alignCounters(kysely)
      stamps = await openPostgresStamps(lock, now)
      await lock.query('commit')
      lock.release()
    } catch (cause) {
      lock.release(true)
      throw cause
    }
    const { value: epoch } = await kysely.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirstOrThrow()
    return { kysely, epoch, stamps }
  } catch (cause) {
    throw explain(cause)
  }
}

/** Kysely over a pool; who opened the pool ends it. */
export function openKysely(pool: Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** What counts up goes on behind what stands, also where rows were copied in from another database. */
async function alignCounters(kysely: Kysely<Schema>): Promise<void> {
  for (const table of ['person', 'subject', 'conversation'] as const) {
    await sql`
      select setval(name, newest) from (
        select pg_get_serial_sequence(${table}, 'no') as name, (select max(no) from ${sql.table(table)})::bigint as newest) as counted
      where newest > (select coalesce(last_value, 0) from pg_sequences where format('%I.%I', schemaname, sequencename)::regclass = name::regclass)
    `.execute(kysely)
  }
  await sql`
    select setval('inbox_change', newest) from (select max(change) as newest from participant) as counted
    where newest > (select last_value from inbox_change)`.execute(kysely)
}

/** One clear line for what is wrong with a database; never its password. */
export function explain(cause: unknown): StoreError {
  if (cause instanceof StoreError && cause.code !== 'database-unusable') return cause
  const found = cause instanceof StoreError ? cause.cause : cause
  if (found instanceof DatabaseError && found.code === '42501') {
    return new StoreError(
      'database-unusable',
      `This role may not make tables here (${found.message}). Let it own the database: alter database … owner to …`,
      { cause },
    )
  }
  if (cause instanceof StoreError) return cause
  // Relays that write meanwhile may be waited for in a circle: the next try is another.
  const code = isConflict(cause) || (isOutage(cause) && !isWrongAddress(cause)) ? 'store-unavailable' : 'database-unusable'
  return new StoreError(code, `Postgres cannot be used: ${describeOutage(cause)}.`, { cause })
}

/** Nobody may log in so, or there is no such database: waiting does not help. */
function isWrongAddress(cause: unknown): boolean {
  return cause instanceof DatabaseError && /^(?:28|3D)/.test(cause.code ?? '')
}
