import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteStatement } from 'kysely'
import { describeCause, StoreError } from '../store-error.ts'
import { isOutage } from './sqlite-errors.ts'

/** So many statements are kept prepared; the oldest makes room. */
const PREPARED = 200

/** Lets Kysely speak to `node:sqlite`. Who opened the database closes it. */
export function createKyselyDialect(db: DatabaseSync): SqliteDialect {
  const prepared = new Map<string, SqliteStatement>()
  return new SqliteDialect({
    database: {
      prepare(sql) {
        if (!db.isOpen) throw new StoreError('store-closed', 'The store was closed.')
        let statement = prepared.get(sql)
        if (!statement) {
          statement = wrap(db.prepare(sql))
          if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value!)
          prepared.set(sql, statement)
        }
        return statement
      },
      close() {},
    },
  })
}

function wrap(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => attempt(() => statement.all(...(parameters as SQLInputValue[]))),
    run: (parameters) => attempt(() => statement.run(...(parameters as SQLInputValue[]))),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  }
}

function attempt<Value>(query: () => Value): Value {
  try {
    return query()
  } catch (cause) {
    if (!isOutage(cause)) throw cause
    throw new StoreError('store-unavailable', `The database cannot be read now: ${describeCause(cause)}`, { cause })
  }
}
