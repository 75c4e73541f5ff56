import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { describeCause, StoreError } from '../store-error.ts'
import { firstDialogue } from './migrations/0001-first-dialogue.ts'
import type { Dialect } from './migrations/portable.ts'
import type { Schema } from './schema.ts'

/** Where a database stands: the migrations it had, and those this release would do. */
export interface MigrationState {
  /** By name, in their order. */
  done: string[]
  /** By name, in their order. */
  pending: string[]
}

/** Every step from nothing to what this release needs, in the order of their numbers. */
function listMigrations(dialect: Dialect): Record<string, Migration> {
  return {
    '0001-first-dialogue': firstDialogue(dialect),
    ...dialect.migrations,
  }
}

/**
 * Reads where a database stands.
 *
 * @throws StoreError `database-newer` where it had migrations of which this release knows nothing
 */
export async function readMigrations(db: Kysely<Schema>, dialect: Dialect): Promise<MigrationState> {
  const known = listMigrations(dialect)
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const done = tables.some(({ name }) => name === 'kysely_migration') ? await readDone(db) : []
  const newer = done.filter((name) => !(name in known))
  if (newer.length > 0)
    throw new StoreError(
      'database-newer',
      `The database was made by a newer release (it has ${newer.join(', ')}). Start that release, or restore a backup from before the upgrade.`,
    )
  return { done, pending: Object.keys(known).filter((name) => !done.includes(name)) }
}

/** Brings the tables to what this release needs: each migration runs once, in a transaction, in the order of its number. Answers those that ran. */
export async function migrate(db: Kysely<Schema>, dialect: Dialect): Promise<string[]> {
  await readMigrations(db, dialect)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => listMigrations(dialect) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error)
    throw new StoreError('database-unusable', `The database could not be brought up to date: ${describeCause(error)}`, { cause: error })
  return (results ?? []).map(({ migrationName }) => migrationName)
}

async function readDone(db: Kysely<Schema>): Promise<string[]> {
  const rows = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
