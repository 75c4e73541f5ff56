import { join } from 'node:path'
import { openPostgresStore } from './postgres/open-postgres-store.ts'
import { catchUpErasures } from './restoring/catch-up-erasures.ts'
import { ERASURES_FILE, openErasureList } from './restoring/erasure-list.ts'
import { guardErasures } from './restoring/guard-erasures.ts'
import type { SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

/** The name of the database inside a data folder. */
export const DATABASE_FILE = 'firsthand.sqlite'

/** Where a relay's store is, and what is to be known of the relay around it. */
export interface StoreOptions extends SqliteStoreOptions {
  /** The folder of the SQLite database, and of what belongs beside a database of either kind. */
  dataFolder: string
  /** The address of a Postgres database. Left out: SQLite in `dataFolder`. */
  database?: string
  /** What an operator should know of the database, in one line, for the log. */
  note?: (line: string) => void
}

/**
 * Opens the relay's store, in Postgres where an address is given and else in SQLite, and beside it the list of what was erased.
 *
 * @throws StoreError where it cannot be opened; its message says what to do
 */
export async function openStore({ dataFolder, database, note = () => undefined, ...options }: StoreOptions): Promise<Store> {
  const store = await (database === undefined
    ? openSqliteStore({ file: join(dataFolder, DATABASE_FILE), ...options })
    : openPostgresStore({ database, ...options }))
  try {
    const file = join(dataFolder, ERASURES_FILE)
    const withheld = await catchUpErasures(store, file, note)
    return guardErasures(store, { list: openErasureList(file), withheld, report: options.report ?? (() => undefined) })
  } catch (cause) {
    await store.close()
    throw cause
  }
}
