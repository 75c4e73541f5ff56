// `node packages/relay/src/testing/make-release-fixture.ts`: keeps what a database of this release looks like, with something in it, as SQL that the
// next release has to open. It is made again until the release, and never after it (docs/CONTRIBUTING.md).
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { startTestPostgres } from '@firsthand/testkit/postgres'
import { DATABASE_FILE, openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { fillRelease, readRelease } from './release-content.ts'

/** Its pg_dump is of the same version, and what it writes is read by every later one. */
const POSTGRES = 15

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
const target = join(import.meta.dirname, '../store/fixtures', version)
seedChance()
let clock = Date.UTC(2026, 0, 5, 9)
const now = (): number => (clock += 1_000)
Date.now = now

const folder = mkdtempSync(join(tmpdir(), 'firsthand-release-'))
try {
  mkdirSync(target, { recursive: true })
  const content = await fillAndRead((options) => openStore({ dataFolder: folder, now, ...options }))
  writeFileSync(join(target, 'sqlite.sql'), dumpSqlite(join(folder, DATABASE_FILE)))
  writeFileSync(join(target, 'sqlite.json'), `${JSON.stringify(content, null, 2)}\n`)

  const postgres = await startTestPostgres({ version: POSTGRES })
  try {
    const database = await postgres.createDatabase()
    const content = await fillAndRead(() => openStore({ dataFolder: folder, database, now }))
    writeFileSync(join(target, 'postgres.sql'), dumpPostgres(database))
    writeFileSync(join(target, 'postgres.json'), `${JSON.stringify(content, null, 2)}\n`)
  } finally {
    await postgres.close()
  }
} finally {
  rmSync(folder, { recursive: true })
}

async function fillAndRead(open: (options?: object) => Promise<Store>) {
  const first = await open()
  await fillRelease(first)
  await first.close()
  // As a later opening finds it, with what was restored behind it.
  const store = await open()
  try {
    return await readRelease(store)
  } finally {
    await store.close()
  }
}

function dumpSqlite(file: string): string {
  const db = new DatabaseSync(file)
  const made = db.prepare(
    "select name, type, sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by type = 'index', rowid",
  )
  const lines: string[] = []
  for (const { name, type, sql } of made.all() as { name: string; type: string; sql: string }[]) {
    lines.push(`${sql};`)
    if (type === 'table') for (const row of db.prepare(`select * from "${name}"`).iterate()) lines.push(writeRow(name, row))
  }
  db.close()
  return `${lines.join('\n')}\n`
}

function writeRow(table: string, row: Record<string, SQLOutputValue>): string {
  const names = Object.keys(row).map((name) => `"${name}"`)
  const values = Object.values(row).map((value) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)))
  return `insert into "${table}" (${names.join(', ')}) values (${values.join(', ')});`
}

/** Without what only psql understands. */
function dumpPostgres(database: string): string {
  const dumped = execFileSync('pg_dump', ['--no-owner', '--no-privileges', '--inserts', '--dbname', database], { encoding: 'utf8' })
  return dumped.replaceAll(/^(?:\\.*|--.*|)\n/gm, '')
}

/** The same ids at each making: a difference is one that somebody made. */
function seedChance(): void {
  let state = 0x9e3779b9
  crypto.getRandomValues = <Bytes extends ArrayBufferView | null>(bytes: Bytes): Bytes => {
    const view = bytes as unknown as Uint8Array
    for (let index = 0; index < view.length; index++) {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0
      view[index] = state >>> 24
    }
    return bytes
  }
}
