import type { Store } from '../store.ts'
import { createPostgresStore, type OpenedDatabase, type PostgresStoreOptions } from './create-postgres-store.ts'
import { openPool } from './open-pool.ts'
import { explain, openKysely, prepareDatabase } from './prepare-database.ts'

/** How much is asked of a server, where the usual does not fit. */
export interface PostgresOptions extends PostgresStoreOptions {
  /** Connections of this relay at most, at least 2. Default 10. */
  connections?: number
  /** So long a request waits for a connection before it is told to come again, in milliseconds. Default 5,000. */
  waitMs?: number
  /** So long a statement may take, in milliseconds. Default 10,000. */
  statementMs?: number
  /** So long a server that cannot be reached yet is asked again when the store is opened, in milliseconds. Default 10,000. */
  patienceMs?: number
}

const RETRY_MS = 500
/** A migration of a large database may take its time. */
const PREPARING_MS = 24 * 3_600_000

/**
 * Opens a store in a Postgres database (14 to 18), beside any number of other relays, and brings its tables up to date.
 *
 * @throws StoreError `store-unavailable` where the server cannot be reached or is a stand-by, `database-unusable` where it is too old, lets
 * nobody in under this address, or does not keep what it was given (`fsync`), `database-newer` where a later release made the database
 * @example
 * const store = await openPostgresStore({ database: 'postgres://firsthand:secret@db.internal:5432/firsthand?sslmode=verify-full' })
 */
export async function openPostgresStore({
  database,
  connections = 10,
  waitMs = 5_000,
  statementMs = 10_000,
  patienceMs = 10_000,
  ...options
}: { database: string } & PostgresOptions): Promise<Store> {
  const now = options.now ?? Date.now
  const report = options.report ?? (() => undefined)
  const { epoch, stamps } = await prepareWithPatience(database, { waitMs, patienceMs, now, report })
  const [pool, writing] = [connections - 1, 1].map((size) => openPool(database, { size, waitMs, statementMs, report }))
  return createPostgresStore({ pool: pool!, writing: writing!, kysely: openKysely(pool!), epoch, stamps }, options)
}

/** A server that starts together with its relay may need longer. */
async function prepareWithPatience(
  database: string,
  { waitMs, patienceMs, now, report }: { waitMs: number; patienceMs: number; now: () => number; report: (cause: unknown) => void },
): Promise<Pick<OpenedDatabase, 'epoch' | 'stamps'>> {
  const until = performance.now() + patienceMs
  for (let tries = 0; ; tries++) {
    const pool = openPool(database, { size: 2, waitMs, statementMs: PREPARING_MS, report })
    try {
      return await prepareDatabase(pool, now())
    } catch (cause) {
      const fault = explain(cause)
      if (fault.code !== 'store-unavailable' || performance.now() > until) throw fault
      if (tries === 0) report(fault)
    } finally {
      await pool.end()
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}
