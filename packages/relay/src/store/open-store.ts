import { join } from 'node:path'
import type { SqliteStoreOptions } from './sqlite/create-sqlite-store.ts'
import { openSqliteStore } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

/** The name of the database inside a data folder. */
export const DATABASE_FILE = 'firsthand.sqlite'

/** Opens the relay's store: the SQLite file in its data folder. */
export function openStore({ dataFolder, ...options }: { dataFolder: string } & SqliteStoreOptions): Promise<Store> {
  return openSqliteStore({ file: join(dataFolder, DATABASE_FILE), ...options })
}
