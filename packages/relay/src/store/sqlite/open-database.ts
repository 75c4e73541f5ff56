import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describeCause, StoreError } from '../store-error.ts'

/**
 * What holds for every connection that writes.
 *
 * - `secure_delete = on`: what is erased is overwritten with zeros. `fast` would leave the overflow pages of long messages as they were.
 * - `wal_autocheckpoint = 0`: a checkpoint inside a commit makes somebody wait for it; `checkpoints.ts` does them.
 * - `journal_size_limit`: a log that grew beyond all bounds is cut back when it starts over.
 */
const SETTINGS = `
  pragma synchronous = full;
  pragma wal_autocheckpoint = 0;
  pragma secure_delete = on;
  pragma journal_size_limit = 67108864;
  pragma cache_size = -65536;
  pragma temp_store = memory;`

/** Opens the file, makes it durable, and checks that it is. */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: 2_000, enableForeignKeyConstraints: true })
    db.exec('pragma journal_mode = wal')
    db.exec(SETTINGS)
    checkDurability(db)
    return db
  } catch (cause) {
    db?.close()
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The database ${file} cannot be used: ${describeCause(cause)}.`, { cause })
  }
}

/** Makes the folder a file is to stand in. */
export function openFolder(file: string): void {
  const folder = dirname(file)
  try {
    makeFolder(folder)
  } catch (cause) {
    throw new StoreError('database-unusable', `The data folder ${folder} cannot be made: ${describeCause(cause)}.`, { cause })
  }
}

/** One folder after the other: below `/proc` and its like, Node's own recursive `mkdir` tries without end. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/**
 * Refuses a connection whose commits would not be on disk when they return (P4): a setting that SQLite did not take, or a file system on
 * which it cannot keep a write-ahead log.
 */
export function checkDurability(db: DatabaseSync): void {
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, wal_autocheckpoint: 0 }
  for (const [pragma, value] of Object.entries(expected)) {
    const found = Object.values(db.prepare(`pragma ${pragma}`).get() ?? {})[0]
    if (found !== value) {
      throw new StoreError(
        'database-unusable',
        `SQLite's ${pragma} is ${String(found)} where ${value} is needed: messages would not be safe.`,
      )
    }
  }
}
