import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteStatement } from 'kysely'

/** So many statements are kept prepared; the oldest makes room. */
const PREPARED = 200

/** Lets Kysely speak to `node:sqlite`. Who opened the database closes it. */
export function createKyselyDialect(db: DatabaseSync): SqliteDialect {
  const prepared = new Map<string, SqliteStatement>()
  return new SqliteDialect({
    database: {
      prepare(sql) {
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
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  }
}
