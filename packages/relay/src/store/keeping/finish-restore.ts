import { join } from 'node:path'
import type { Pool } from 'pg'
import { Kysely, PostgresDialect } from 'kysely'
import { openPool } from '../postgres/open-pool.ts'
import { openPostgresStore } from '../postgres/open-postgres-store.ts'
import { explain } from '../postgres/prepare-database.ts'
import { ERASURES_FILE, mergeErasures, readErasures } from '../restoring/erasure-list.ts'
import { reapplyErasures } from '../restoring/reapply-erasures.ts'
import type { Schema } from '../sql/schema.ts'
import { StoreError } from '../store-error.ts'
import { countDatabase } from './count-database.ts'
import type { RestoreReport } from './restore-database.ts'

/** Which Postgres was restored, and where its lists of erasures are. */
export interface FinishRestoreOrder {
  /** The relay's data folder: its list of erasures stands there. */
  dataFolder: string
  /** The address of the Postgres, as in the relay's configuration. */
  database: string
  /** The lists of the other relays on this database: each keeps its own. */
  erased?: readonly string[]
  /** Milliseconds since 1970. */
  now?: () => number
}

/** So long a connection that was ended may take to be gone, and so often it is looked for. */
const LEAVING_MS = 3_000
const LOOK_MS = 100

const POOL = { size: 1, waitMs: 10_000, statementMs: 10 * 60_000, report: () => undefined }

/**
 * What is left to do after a Postgres was restored by its own tools: begins a new life, so that every client notices, and erases again what was
 * erased since. May be done again where it failed.
 *
 * @throws StoreError `database-in-use` where a relay is connected, `database-newer`, or what keeps a Postgres from being used
 */
export async function finishRestore(order: FinishRestoreOrder): Promise<Omit<RestoreReport, 'takenAt' | 'keptAs'>> {
  const { dataFolder, database, erased = [], now = Date.now } = order
  await refuseUsed(database)
  const list = join(dataFolder, ERASURES_FILE)
  await mergeErasures(list, erased)
  const store = await openPostgresStore({ database, now })
  try {
    const reapplied = await reapplyErasures(store, readErasures(list))
    const epoch = await store.beginNewLife(reapplied.withheld)
    return { ...(await count(database)), epoch, erasedAgain: reapplied.erased, withheld: reapplied.withheld.length }
  } finally {
    await store.close()
  }
}

/** A relay that runs on believes in what it remembers of the database before. One that ended a moment ago may still be listed by the server. */
async function refuseUsed(database: string): Promise<void> {
  const pool = openPool(database, POOL)
  try {
    for (const until = performance.now() + LEAVING_MS; await isUsed(pool);) {
      if (performance.now() > until)
        throw new StoreError('database-in-use', 'Relays are connected to this database. End them all first; they start again afterwards.')
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  } catch (cause) {
    throw explain(cause)
  } finally {
    await pool.end()
  }
}

async function isUsed(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and application_name = 'firsthand' and pid <> pg_backend_pid()`,
  )
  return rows[0]?.others !== 0
}

async function count(database: string) {
  const pool = openPool(database, POOL)
  try {
    return await countDatabase(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }))
  } finally {
    await pool.end()
  }
}
