import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { DatabaseSync } from 'node:sqlite'
import { DATABASE_FILE } from '../open-store.ts'
import { openPool } from '../postgres/open-pool.ts'
import { POSTGRES } from '../postgres/postgres-dialect.ts'
import { explain, prepareDatabase } from '../postgres/prepare-database.ts'
import { migrate, readMigrations, type MigrationState } from '../sql/migrate.ts'
import { SQLITE } from '../sql/migrations/portable.ts'
import type { Schema } from '../sql/schema.ts'
import { createKyselyDialect } from '../sqlite/kysely-dialect.ts'
import { lockDatabase } from '../sqlite/lock-database.ts'
import { openDatabase, openFolder } from '../sqlite/open-database.ts'
import { describeCause, StoreError } from '../store-error.ts'

/** Which database to bring up to date. */
export interface MigrateOrder {
  /** The relay's data folder. */
  dataFolder: string
  /** The address of a Postgres, where the database is not SQLite in the folder. */
  database?: string
  /** Reads what would be done and does nothing. */
  dryRun?: boolean
}

/** A statement of a migration may take as long as it takes. */
const STATEMENT_MS = 24 * 3_600_000

/**
 * Brings a database to this release's tables, as starting a relay does; answers what it had, and what was done (or would be).
 *
 * @throws StoreError `database-newer`, `database-in-use` where a relay runs on it, `database-unusable`
 */
export async function migrateDatabase({ dataFolder, database, dryRun = false }: MigrateOrder): Promise<MigrationState> {
  if (database !== undefined) return migratePostgres(database, dryRun)
  const file = join(dataFolder, DATABASE_FILE)
  if (dryRun) return existsSync(file) ? lookInto(file) : { done: [], pending: await listAll() }
  openFolder(file)
  const unlock = lockDatabase(file)
  try {
    const db = openDatabase(file)
    try {
      const kysely = new Kysely<Schema>({ dialect: createKyselyDialect(db) })
      const { done } = await readMigrations(kysely, SQLITE)
      return { done, pending: await migrate(kysely, SQLITE) }
    } finally {
      db.close()
    }
  } finally {
    unlock()
  }
}

async function migratePostgres(database: string, dryRun: boolean): Promise<MigrationState> {
  const pool = openPool(database, { size: 2, waitMs: 10_000, statementMs: STATEMENT_MS, report: () => undefined })
  try {
    const state = await readMigrations(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), POSTGRES)
    if (!dryRun) await prepareDatabase(pool, Date.now())
    return state
  } catch (cause) {
    throw explain(cause)
  } finally {
    await pool.end()
  }
}

async function lookInto(file: string): Promise<MigrationState> {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: 2_000 })
    db.exec('pragma query_only = on')
    return await readMigrations(new Kysely<Schema>({ dialect: createKyselyDialect(db) }), SQLITE)
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The database ${file} cannot be read: ${describeCause(cause)}.`, { cause })
  } finally {
    db?.close()
  }
}

function listAll(): Promise<string[]> {
  const db = new DatabaseSync(':memory:')
  return readMigrations(new Kysely<Schema>({ dialect: createKyselyDialect(db) }), SQLITE).then(({ pending }) => {
    db.close()
    return pending
  })
}
