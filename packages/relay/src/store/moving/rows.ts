import type { DatabaseSync } from 'node:sqlite'
import type { PoolClient, QueryResult } from 'pg'
import { plainText } from '../postgres/plain-text.ts'
import type { MovedTable } from './tables.ts'

/** The values of a row, in the order of the table's columns. */
export type Row = readonly (string | number | null)[]

/** So many rows are on their way at once. */
const BATCH = 2_000

/** The rows of a table in SQLite, in the order of its key, as Postgres can hold them. */
export function* readSource(db: DatabaseSync, { name, key, columns }: MovedTable): Generator<Row> {
  const statement = db.prepare(`select ${quote(columns)} from ${name} order by ${quote(key)}`)
  const toHeld = (value: Row[number]): Row[number] => (typeof value === 'string' ? plainText(value) : value)
  for (const row of statement.iterate()) yield columns.map((column) => toHeld(row[column] as Row[number]))
}

/** The same of Postgres, page by page. */
export async function* readTarget(client: PoolClient, { name, key, columns }: MovedTable): AsyncGenerator<Row> {
  let after: Row | null = null
  for (;;) {
    const where: string = after === null ? '' : `where (${quote(key)}) > (${key.map((_, index) => `$${index + 1}`).join(', ')})`
    const { rows }: QueryResult<Record<string, Row[number]>> = await client.query(
      `select ${quote(columns)} from ${name} ${where} order by ${quote(key)} limit ${BATCH}`,
      after === null ? [] : [...after],
    )
    for (const row of rows) yield columns.map((column) => row[column] ?? null)
    const last = rows.at(-1)
    if (rows.length < BATCH || !last) return
    after = key.map((column) => last[column] ?? null)
  }
}

/** Writes rows into Postgres, many with one statement; answers how many those were. */
export async function writeTarget(
  client: PoolClient,
  { name, columns }: MovedTable,
  rows: Iterable<Row>,
  onBatch: (written: number) => void,
): Promise<number> {
  const insert = `insert into ${name} (${quote(columns)}) select ${quote(columns)} from json_populate_recordset(null::${name}, $1)`
  let written = 0
  let batch: Record<string, Row[number]>[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    await client.query(insert, [JSON.stringify(batch)])
    written += batch.length
    batch = []
    onBatch(written)
  }
  for (const row of rows) {
    batch.push(Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])))
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return written
}

function quote(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}
