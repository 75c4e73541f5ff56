import type { Store } from '../store.ts'
import { createPostgresStore, type PostgresStoreOptions } from './create-postgres-store.ts'
import { openPool } from './open-pool.ts'
import { explain, prepareDatabase } from './prepare-database.ts'

/** How much is asked of a server, where the usual does not fit. */
export interface PostgresOptions extends PostgresStoreOptions {
  /** Connections of this relay at most, at least 2. Default 10. */
  connections?: number
  /** So long a request waits for a connection before it is told to come again, in milliseconds. Default 5,000. */
  waitMs?: number
  /** So long a statement may take, in milliseconds. Default 10,000. */
  statementMs?: number
}

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
  ...options
}: { database: string } & PostgresOptions): Promise<Store> {
  const report = options.report ?? (() => undefined)
  const [pool, writing] = [connections - 1, 1].map((size) => openPool(database, { size, waitMs, statementMs, report }))
  try {
    const prepared = await prepareDatabase(pool!, (options.now ?? Date.now)())
    return createPostgresStore({ pool: pool!, writing: writing!, ...prepared }, options)
  } catch (cause) {
    await Promise.all([pool!.end(), writing!.end()])
    throw explain(cause)
  }
}
