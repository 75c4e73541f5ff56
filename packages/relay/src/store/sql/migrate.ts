import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describeCause, StoreError } from '../store-error.ts'
import { firstDialogue } from './migrations/0001-first-dialogue.ts'
import type { Dialect } from './migrations/portable.ts'
import type { Schema } from './schema.ts'

/** Brings the tables to what this version needs: each migration runs once, in a transaction, in the order of its number. */
export async function migrate(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-first-dialogue': firstDialogue(dialect),
      }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error)
    throw new StoreError('database-unusable', `The database could not be brought up to date: ${describeCause(error)}`, { cause: error })
}
