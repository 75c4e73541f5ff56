import type { Store } from '../store.ts'
import { createSqliteStore, type SqliteStoreOptions } from './create-sqlite-store.ts'
import { prepareDatabase } from './prepare-database.ts'

/**
 * Opens a store in one SQLite file, for this process alone. Its folder is made where it does not stand.
 *
 * @throws StoreError `database-in-use` where another relay holds the file, `database-unusable` where it cannot be read, written or relied on
 */
export async function openSqliteStore({ file, ...options }: { file: string } & SqliteStoreOptions): Promise<Store> {
  return createSqliteStore(await prepareDatabase(file, (options.now ?? Date.now)()), options)
}
