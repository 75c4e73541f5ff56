import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { DATABASE_FILE } from '../open-store.ts'
import { STAMP_GAPS } from '../restoring/stamp-gaps.ts'
import { openPool } from '../postgres/open-pool.ts'
import { explain, prepareDatabase } from '../postgres/prepare-database.ts'
import { readMigrations } from '../sql/migrate.ts'
import { SQLITE } from '../sql/migrations/portable.ts'
import type { Schema } from '../sql/schema.ts'
import { createKyselyDialect } from '../sqlite/kysely-dialect.ts'
import { lockDatabase } from '../sqlite/lock-database.ts'
import { describeCause, StoreError } from '../store-error.ts'
import { markMoved, refuseMoved, unmarkMoved } from './moved-mark.ts'
import { proveTable, type TableProof } from './prove-table.ts'
import { readSource, writeTarget } from './rows.ts'
import { isMovedMeta, MOVED_TABLES } from './tables.ts'

/** What moves, and where to. */
export interface MoveOrder {
  /** The data folder of the SQLite database. */
  from: string
  /** The address of an empty Postgres database. */
  to: string
  /** Told from time to time what is done: rows written or compared of a table. */
  onProgress?: (step: 'copy' | 'compare', table: string, rows: number) => void
  /** Milliseconds since 1970. */
  now?: () => number
}

/** A move that was made and proven. */
export interface MoveReport {
  /** The epoch, which stays: every client's cursors are still good. */
  epoch: string
  /** Each table that moved, and that it is the same on both sides. */
  tables: TableProof[]
}

/** A statement of a move may take as long as it takes. */
const STATEMENT_MS = 24 * 3_600_000
const WAIT_MS = 10_000

/**
 * Moves what a SQLite database holds into an empty Postgres: ids, numbers, times, cursors, stamps, credentials and sessions, so that clients notice
 * nothing. It is one transaction: a move that fails at whatever point leaves the target as empty as it was. What was written is read back and compared
 * row by row before it is committed. The source is not written to; a file beside it, written last before the commit, keeps relays from starting on it.
 *
 * @throws StoreError `database-in-use` where a relay runs on the folder, `database-missing`, `database-moved`, `database-newer`, `database-not-empty`,
 * `move-differs`, or what keeps a Postgres from being used
 */
export async function moveDatabase({ from, to, onProgress, now = Date.now }: MoveOrder): Promise<MoveReport> {
  const file = join(from, DATABASE_FILE)
  if (!existsSync(file)) throw new StoreError('database-missing', `There is no database in ${from}. Name the relay's data folder.`)
  refuseMoved(file)
  const unlock = lockDatabase(file)
  try {
    const source = await openSource(file)
    const pool = openPool(to, { size: 2, waitMs: WAIT_MS, statementMs: STATEMENT_MS, report: () => undefined })
    try {
      return await moveRows(source, pool, {
        now,
        onProgress: onProgress ?? (() => undefined),
        // Before, not after: where the power goes between the two, no two databases are taken for the one.
        beforeCommit: () => markMoved(file, describePlace(to), now()),
      })
    } catch (cause) {
      unmarkMoved(file)
      throw cause
    } finally {
      source.close()
      await pool.end()
    }
  } catch (cause) {
    throw cause instanceof StoreError ? cause : explain(cause)
  } finally {
    unlock()
  }
}

/** Takes back that a database was moved: a relay may start on it again. Answers whether it was marked. */
export function undoMove(from: string): boolean {
  return unmarkMoved(join(from, DATABASE_FILE))
}

async function openSource(file: string): Promise<DatabaseSync> {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  try {
    db.exec('pragma query_only = on')
    const { pending } = await readMigrations(new Kysely<Schema>({ dialect: createKyselyDialect(db) }), SQLITE)
    if (pending.length > 0)
      throw new StoreError('database-unusable', `${file} is of an older release. Bring it up to date first: firsthand migrate`)
    db.exec('begin')
    return db
  } catch (cause) {
    db.close()
    if (cause instanceof StoreError) throw cause
    throw new StoreError('database-unusable', `The database ${file} cannot be read: ${describeCause(cause)}.`, { cause })
  }
}

async function moveRows(
  source: DatabaseSync,
  pool: Pool,
  { now, onProgress, beforeCommit }: Required<Pick<MoveOrder, 'now' | 'onProgress'>> & { beforeCommit: () => void },
): Promise<MoveReport> {
  await refuseInUse(pool)
  await prepareDatabase(pool, now())
  const client = await pool.connect()
  try {
    await client.query('begin')
    await refuseFull(client)
    for (const table of MOVED_TABLES) {
      await writeTarget(client, table, readSource(source, table), (rows) => onProgress('copy', table.name, rows))
    }
    const epoch = await writeMeta(source, client)
    const tables: TableProof[] = []
    for (const table of MOVED_TABLES) {
      const proof = await proveTable(source, client, table)
      onProgress('compare', table.name, proof.rows)
      tables.push(proof)
    }
    beforeCommit()
    await client.query('commit')
    client.release()
    return { epoch, tables }
  } catch (cause) {
    client.release(true)
    throw cause
  }
}

/** Before its tables are brought up to date: somebody's own database is left as it is, of an older release perhaps. */
async function refuseInUse(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ stands: boolean }>("select to_regclass('person') is not null as stands")
  if (rows[0]?.stands !== true) return
  if ((await pool.query('select 1 from person limit 1')).rowCount !== 0) throw notEmpty()
}

/** No relay can begin to write meanwhile: it would find its tables held. */
async function refuseFull(client: PoolClient): Promise<void> {
  const tables = MOVED_TABLES.map(({ name }) => name)
  await client.query(`lock table meta, inbox, ${tables.join(', ')} in access exclusive mode`)
  const { rows } = await client.query<{ full: boolean }>(
    `select ${tables.map((name) => `exists (select 1 from ${name})`).join(' or ')} as full`,
  )
  if (rows[0]?.full !== false) throw notEmpty()
}

function notEmpty(): StoreError {
  return new StoreError(
    'database-not-empty',
    'The Postgres database holds something already. Name an empty one; nothing was written to this one.',
  )
}

/**
 * The life of the data goes along, and that every inbox may have been handed out as far as it goes: Postgres gives a change a new stamp where its
 * reader may hold the one it has.
 */
async function writeMeta(source: DatabaseSync, client: PoolClient): Promise<string> {
  const rows = (source.prepare('select name, value from meta').all() as { name: string; value: string }[]).filter(({ name }) =>
    isMovedMeta(name),
  )
  // The stamps go along as well, and what an empty database knew of its own is not true of them.
  await client.query('delete from meta where name = $1', [STAMP_GAPS])
  for (const { name, value } of rows)
    await client.query('insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [
      name,
      value,
    ])
  await client.query('insert into inbox (person_no, handed) select person_no, max(change) from participant group by person_no')
  const epoch = rows.find(({ name }) => name === 'epoch')?.value
  if (epoch === undefined) throw new StoreError('database-unusable', 'The database was never opened by a relay.')
  return epoch
}

/** Host and name: nothing that lets anybody in. */
function describePlace(address: string): string {
  const { host, pathname } = new URL(address)
  return `postgres://${host}${pathname}`
}
