import { join } from 'node:path'
import { openSqliteStore, type SqliteStoreOptions } from './sqlite/open-sqlite-store.ts'
import type { Store } from './store.ts'

/** The name of the database inside a data folder. */
export const DATABASE_FILE = 'firsthand.sqlite'

/** Opens the relay's store: the SQLite file in its data folder. */
export function openStore({ dataFolder, ...options }: { dataFolder: string } & Omit<SqliteStoreOptions, 'file'>): Promise<Store> {
  return openSqliteStore({ file: join(dataFolder, DATABASE_FILE), ...options })
}
