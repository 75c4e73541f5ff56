import { createId } from '@firsthand/protocol'
import { Kysely } from 'kysely'
import type { DatabaseSync } from 'node:sqlite'
import { refuseMoved } from '../moving/moved-mark.ts'
import { openStamps } from '../restoring/open-stamps.ts'
import type { KnownStamps } from '../restoring/stamp-gaps.ts'
import { migrate } from '../sql/migrate.ts'
import { SQLITE } from '../sql/migrations/portable.ts'
import type { Schema } from '../sql/schema.ts'
import { describeCause, StoreError } from '../store-error.ts'
import { createKyselyDialect } from './kysely-dialect.ts'
import { lockDatabase } from './lock-database.ts'
import { openDatabase, openFolder } from './open-database.ts'

/** A database this relay holds, durable and up to date. */
export interface PreparedDatabase {
  file: string
  db: DatabaseSync
  /** The same connection, for migrations and the colder reads. */
  kysely: Kysely<Schema>
  epoch: string
  /** The stamps of inboxes that it gave. */
  stamps: KnownStamps
  close(): void
}

/** Opens a database file for this relay alone and brings its tables up to date; leaves nothing open where that fails. */
export async function prepareDatabase(file: string, now: number): Promise<PreparedDatabase> {
  openFolder(file)
  refuseMoved(file)
  const unlock = lockDatabase(file)
  let opened: DatabaseSync | undefined
  const close = (): void => {
    if (opened?.isOpen) opened.close()
    unlock()
  }
  try {
    const db = (opened = openDatabase(file))
    const kysely = new Kysely<Schema>({ dialect: createKyselyDialect(db) })
    await migrate(kysely, SQLITE)
    db.prepare("insert into meta (name, value) values ('epoch', ?) on conflict do nothing").run(createId(now))
    const { epoch } = db.prepare("select value as epoch from meta where name = 'epoch'").get() as { epoch: string }
    return { file, db, kysely, epoch, stamps: openStamps(db, now), close }
  } catch (cause) {
    close()
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The database ${file} cannot be used: ${describeCause(cause)}.`, { cause })
  }
}
