import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backup, DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { refuseMoved } from '../moving/moved-mark.ts'
import { DATABASE_FILE } from '../open-store.ts'
import type { Schema } from '../sql/schema.ts'
import { createKyselyDialect } from '../sqlite/kysely-dialect.ts'
import { describeCause, StoreError } from '../store-error.ts'
import { checkCopy } from './check-copy.ts'
import { countDatabase, type DatabaseCounts } from './count-database.ts'
import { syncFile, syncFolder } from './sync-file.ts'

/** What to copy, and where to. */
export interface BackupOrder {
  /** The relay's data folder. */
  dataFolder: string
  /** The file to write. */
  to: string
  /** Whether a file that stands there may be replaced. */
  replace?: boolean
  /** Told from time to time how far it is: of so many pages, so many are copied. */
  onProgress?: (copied: number, pages: number) => void
  /** Milliseconds since 1970. */
  now?: () => number
}

/** A backup that was written and checked. */
export interface BackupReport extends DatabaseCounts {
  /** Where it stands, absolute. */
  file: string
  /** Its size. */
  bytes: number
  /** Of the file, hexadecimal. */
  sha256: string
  /** The life of the database it is a copy of. */
  epoch: string
  /** The moment it is of, milliseconds since 1970. */
  takenAt: number
}

/** So many pages are copied between two looks at the progress: 8 MB. */
const PAGES = 2_000

/**
 * Copies the SQLite database of a data folder into one file, as it is at one moment, while a relay may go on beside it. The copy is read back and
 * counted before it takes its name, so that a file of that name is a whole one.
 *
 * @throws StoreError `database-missing`, `database-moved`, `file-exists`, `backup-unusable` (the copy is not what was copied), `database-unusable`
 */
export async function backupDatabase({ dataFolder, to, replace = false, onProgress, now = Date.now }: BackupOrder): Promise<BackupReport> {
  const from = join(dataFolder, DATABASE_FILE)
  const file = resolve(to)
  if (!existsSync(from)) throw new StoreError('database-missing', `There is no database in ${dataFolder}. Name the relay's data folder.`)
  // What is said since is in the other database: copies of this one would all be of the same day.
  refuseMoved(from)
  refuseToReplace(file, from, replace)
  const aside = `${file}.${process.pid}.part`
  try {
    const takenAt = now()
    const source = await copy(from, aside, onProgress)
    const report = { ...source, takenAt }
    await checkBackup(aside, report)
    chmodSync(aside, 0o600)
    syncFile(aside)
    const sha256 = await digestFile(aside)
    renameSync(aside, file)
    syncFolder(dirname(file))
    return { ...report, file, bytes: statSync(file).size, sha256 }
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The backup could not be written: ${describeCause(cause)}.`, { cause })
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(aside + ending, { force: true })
  }
}

function refuseToReplace(file: string, from: string, replace: boolean): void {
  const standing = statSync(file, { throwIfNoEntry: false })
  if (!standing) return
  const original = statSync(from)
  if (standing.ino === original.ino && standing.dev === original.dev)
    throw new StoreError('file-exists', `${file} is the relay's own database. Name another file.`)
  if (!standing.isFile()) throw new StoreError('file-exists', `${file} is no file. Name one.`)
  if (!replace) throw new StoreError('file-exists', `${file} stands already. Name another file, or say --force to replace it.`)
}

/** A transaction is held meanwhile: without it, each commit of the relay beside would make the copying begin anew. */
async function copy(from: string, to: string, onProgress: BackupOrder['onProgress']): Promise<DatabaseCounts & { epoch: string }> {
  const source = new DatabaseSync(from, { timeout: 5_000 })
  try {
    source.exec('pragma query_only = on')
    source.exec('begin')
    const counted = await readCounts(source)
    await backup(source, to, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) => onProgress?.(totalPages - remainingPages, totalPages),
    })
    source.exec('rollback')
    return counted
  } finally {
    source.close()
  }
}

/** The copy says when it was made, and keeps to one file wherever it is carried. */
async function checkBackup(file: string, report: DatabaseCounts & { epoch: string; takenAt: number }): Promise<void> {
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma journal_mode = delete; pragma synchronous = full')
    checkCopy(db, file)
    const counted = await readCounts(db)
    for (const key of ['people', 'conversations', 'entries', 'epoch'] as const) {
      if (counted[key] !== report[key])
        throw new StoreError('backup-unusable', `The copy has ${key} ${counted[key]} where the database has ${report[key]}. Try again.`)
    }
    db.prepare("insert into meta (name, value) values ('backup', ?) on conflict (name) do update set value = excluded.value").run(
      String(report.takenAt),
    )
  } finally {
    db.close()
  }
}

async function readCounts(db: DatabaseSync): Promise<DatabaseCounts & { epoch: string }> {
  const counts = await countDatabase(new Kysely<Schema>({ dialect: createKyselyDialect(db) }))
  const { epoch } = (db.prepare("select value as epoch from meta where name = 'epoch'").get() ?? {}) as { epoch?: string }
  if (epoch === undefined) throw new StoreError('database-unusable', 'The database was never opened by a relay.')
  return { ...counts, epoch }
}

async function digestFile(file: string): Promise<string> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(file), digest)
  return digest.digest('hex')
}
