import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder } from 'kysely'
import type { Migration } from 'kysely/migration'
import { entryPlaces } from './0002-entry-places.ts'

/** What the two databases spell differently in a migration; everything else is the same text for both. */
export interface Dialect {
  /** A key the database counts up by itself. */
  numbered(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
  /** Keeps the rows of a table in the order of its primary key, where the database can. */
  clustered<Table extends string, Columns extends string>(table: CreateTableBuilder<Table, Columns>): CreateTableBuilder<Table, Columns>
  /** A text that is compared byte by byte, such as an id. */
  exact(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
  /** What only this database needs, by its number in the order of all. */
  migrations: Readonly<Record<string, Migration>>
}

/** SQLite: an `integer primary key` counts by itself; without a rowid the table is its own index. */
export const SQLITE: Dialect = {
  numbered: (column) => column.primaryKey(),
  clustered: (table) => table.modifyEnd(sql`without rowid`),
  exact: (column) => column,
  migrations: { '0002-entry-places': entryPlaces },
}
