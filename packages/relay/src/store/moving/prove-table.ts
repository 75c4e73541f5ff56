import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { PoolClient } from 'pg'
import { StoreError } from '../store-error.ts'
import { readSource, readTarget, type Row } from './rows.ts'
import type { MovedTable } from './tables.ts'

/** That a table is the same in both databases. */
export interface TableProof {
  /** Its name. */
  table: string
  /** How many it has, on both sides. */
  rows: number
  /** Of all rows in the order of the key, each as a line of JSON; made from what each database answered, and equal. Hexadecimal. */
  sha256: string
}

/**
 * Reads a table out of both databases, side by side, and compares row by row.
 *
 * @throws StoreError `move-differs`, naming the first row that is not the same
 */
export async function proveTable(source: DatabaseSync, target: PoolClient, table: MovedTable): Promise<TableProof> {
  const digests = [createHash('sha256'), createHash('sha256')] as const
  const others = readTarget(target, table)
  let rows = 0
  for (const row of readSource(source, table)) {
    const line = encode(row)
    const { value } = (await others.next()) as IteratorResult<Row, undefined>
    const other = value === undefined ? 'no row' : encode(value)
    if (line !== other) throw differs(table, row)
    digests[0].update(line)
    digests[1].update(other)
    rows += 1
  }
  const more = await others.next()
  if (!more.done) throw differs(table, more.value)
  const [one, other] = digests.map((digest) => digest.digest('hex')) as [string, string]
  if (one !== other) throw differs(table, [])
  return { table: table.name, rows, sha256: one }
}

function encode(row: Row): string {
  return `${JSON.stringify(row)}\n`
}

function differs({ name, key }: MovedTable, row: Row): StoreError {
  const where = key.map((column, index) => `${column} ${row[index]}`).join(', ')
  return new StoreError(
    'move-differs',
    `${name} is not the same in both databases (${where}). Nothing was kept; nothing was taken from the source.`,
  )
}
