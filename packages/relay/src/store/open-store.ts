import { join } from 'node:path'
import { ERASURES_FILE, openErasureList } from './restoring/erasure-list.ts'
import { guardErasures } from './restoring/guard-erasures.ts'
import type { SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

/** The name of the database inside a data folder. */
export const DATABASE_FILE = 'firsthand.sqlite'

/** Opens the relay's store: the SQLite file in its data folder, and beside it the list of what was erased. */
export async function openStore({ dataFolder, ...options }: { dataFolder: string } & SqliteStoreOptions): Promise<Store> {
  const store = await openSqliteStore({ file: join(dataFolder, DATABASE_FILE), ...options })
  const { withheld } = await store.readRestores()
  const list = openErasureList(join(dataFolder, ERASURES_FILE))
  return guardErasures(store, { list, withheld, report: options.report ?? (() => undefined) })
}
