import { chmodSync, chownSync, copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { refuseMoved } from '../moving/moved-mark.ts'
import { DATABASE_FILE } from '../open-store.ts'
import { ERASURES_FILE, mergeErasures, readErasures } from '../restoring/erasure-list.ts'
import { reapplyErasures } from '../restoring/reapply-erasures.ts'
import type { Schema } from '../sql/schema.ts'
import { createSqliteStore } from '../sqlite/create-sqlite-store.ts'
import { createKyselyDialect } from '../sqlite/kysely-dialect.ts'
import { lockDatabase } from '../sqlite/lock-database.ts'
import { openFolder } from '../sqlite/open-database.ts'
import { prepareDatabase } from '../sqlite/prepare-database.ts'
import { describeCause, StoreError } from '../store-error.ts'
import { checkCopy } from './check-copy.ts'
import { countDatabase, type DatabaseCounts } from './count-database.ts'
import { syncFile, syncFolder } from './sync-file.ts'

/** What to put in place, and where. */
export interface RestoreOrder {
  /** The relay's data folder. */
  dataFolder: string
  /** A file that `backup` wrote, or a copy of the database file made while no relay ran. */
  from: string
  /** Further lists of erasures, such as one that was kept on another machine. */
  erased?: readonly string[]
  /** Milliseconds since 1970. */
  now?: () => number
}

/** A database that was put in place. */
export interface RestoreReport extends DatabaseCounts {
  /** The epoch from now on. */
  epoch: string
  /** When the backup was taken; null where the file does not say. */
  takenAt: number | null
  /** Messages whose text was in the backup and has been erased again. */
  erasedAgain: number
  /** Erased messages that the backup does not hold: who sends one again brings no text back. */
  withheld: number
  /** Where the database before stands now; null where there was none. */
  keptAs: string | null
}

/**
 * Puts a backup of a SQLite database in place of the one in a data folder, which is kept beside it. The restored database begins a new life (its
 * epoch), so that every client notices, and what was erased since the backup is erased again. Until the last step nothing of the old one is touched.
 *
 * @throws StoreError `database-in-use` where a relay runs on the folder, `backup-unusable`, `database-newer`, `database-moved`
 */
export async function restoreDatabase({ dataFolder, from, erased = [], now = Date.now }: RestoreOrder): Promise<RestoreReport> {
  const file = join(dataFolder, DATABASE_FILE)
  const aside = `${file}.restoring`
  openFolder(file)
  refuseMoved(file)
  const unlock = lockDatabase(file)
  try {
    takeCopy(resolve(from), aside)
    const takenAt = readTakenAt(aside)
    const list = join(dataFolder, ERASURES_FILE)
    await mergeErasures(list, erased)
    const renewed = await renew(aside, list, now)
    const keptAs = swap(file, aside, now())
    for (const beside of [`${file}.lock`, list]) giveTo(beside, statSync(file))
    return { ...renewed, takenAt, keptAs }
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The backup could not be put in place: ${describeCause(cause)}.`, { cause })
  } finally {
    removeDatabase(aside)
    unlock()
  }
}

function takeCopy(from: string, aside: string): void {
  if (!existsSync(from)) throw new StoreError('backup-unusable', `There is no file ${from}.`)
  removeDatabase(aside)
  copyFileSync(from, aside)
  // A copy made by hand may have its newest commits beside it.
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${aside}-wal`)
  const db = openPlain(aside, from)
  try {
    checkCopy(db, from)
  } finally {
    db.close()
  }
}

function openPlain(file: string, name: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file)
    db.exec('select 1 from sqlite_schema')
    return db
  } catch (cause) {
    throw new StoreError('backup-unusable', `${name} is no database: ${describeCause(cause)}.`, { cause })
  }
}

function readTakenAt(file: string): number | null {
  const db = new DatabaseSync(file)
  try {
    const row = db.prepare("select value from meta where name = 'backup'").get() as { value: string } | undefined
    db.exec("delete from meta where name = 'backup'")
    return row ? Number(row.value) : null
  } finally {
    db.close()
  }
}

/** Brings the copy up to date, erases what was erased since, and gives it its new epoch: last, so that what failed is done again whole. */
async function renew(file: string, list: string, now: () => number): Promise<Omit<RestoreReport, 'takenAt' | 'keptAs'>> {
  const store = createSqliteStore(await prepareDatabase(file, now()), { now })
  try {
    const { erased, withheld } = await reapplyErasures(store, readErasures(list))
    const epoch = await store.beginNewLife(withheld)
    return { ...(await count(file)), epoch, erasedAgain: erased, withheld: withheld.length }
  } finally {
    await store.close()
  }
}

async function count(file: string): Promise<DatabaseCounts> {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return await countDatabase(new Kysely<Schema>({ dialect: createKyselyDialect(db) }))
  } finally {
    db.close()
  }
}

/** At every moment there is a database of that name: the old one, and from one step to the next the restored one. */
function swap(file: string, restored: string, at: number): string | null {
  chmodSync(restored, 0o600)
  giveTo(restored, statSync(existsSync(file) ? file : dirname(file)))
  syncFile(restored)
  const keptAs = existsSync(file) ? `${file}.before-${new Date(at).toISOString().replaceAll(':', '-')}` : null
  if (keptAs !== null) {
    foldLog(file)
    // What is left of a log belongs to the old database; replayed into the restored one it would destroy it.
    for (const ending of ['-wal', '-shm']) if (existsSync(file + ending)) renameSync(file + ending, keptAs + ending)
    keepAs(file, keptAs)
  }
  renameSync(restored, file)
  syncFolder(dirname(file))
  return keptAs
}

/** Whoever restores, root perhaps, leaves files that the relay's own user can write. */
function giveTo(file: string, { uid, gid }: { uid: number; gid: number }): void {
  if (process.getuid?.() === 0 && existsSync(file)) chownSync(file, uid, gid)
}

/** Closing it as the last one moves the log into the file; one that is too damaged for it keeps its log beside it. */
function foldLog(file: string): void {
  try {
    const db = new DatabaseSync(file)
    try {
      db.exec('pragma wal_checkpoint(truncate)')
    } finally {
      db.close()
    }
  } catch {
    // It is being replaced, damage perhaps being why: whatever can be kept of it is.
  }
}

function keepAs(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    // A file system without links.
    copyFileSync(file, name)
  }
}

function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal']) rmSync(file + ending, { force: true })
}
