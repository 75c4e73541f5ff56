import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * SQLite alone: takes the index of (conversation, seq) off `entry`. It was one page for every conversation written to, in every commit, and
 * half of what an append cost. Where an entry stands is now kept in `entry_place`, many at a time, with what unread messages are told by; until
 * then the entry stands in `entry` alone, which is whole at every moment. `meta.placed` is the `no` up to which every entry has its place.
 */
export const entryPlaces: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await sql`alter table entry rename to entry_before`.execute(db)
    await schema
      .createTable('entry')
      .addColumn('no', 'integer', (column) => column.primaryKey())
      .addColumn('conversation_no', 'integer', (column) => column.notNull().references('conversation.no'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('cid', 'text', (column) => column.notNull())
      .addColumn('author_no', 'integer', (column) => column.notNull().references('person.no'))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('amends', 'integer')
      .addColumn('last_message', 'integer')
      .addColumn('asked', 'text')
      .addColumn('body', 'text')
      .execute()
    await sql`
      insert into entry (conversation_no, seq, cid, author_no, at, type, amends, last_message, asked, body)
      select conversation_no, seq, cid, author_no, at, type, amends, last_message, asked, body from entry_before order by rowid`.execute(db)
    await schema.dropTable('entry_before').execute()
    await schema.createIndex('entry_by_cid').unique().on('entry').columns(['cid', 'conversation_no', 'author_no']).execute()

    await schema
      .createTable('entry_place')
      .addColumn('conversation_no', 'integer', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('author_no', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('amends', 'integer')
      .addColumn('entry_no', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('entry_place_key', ['conversation_no', 'seq'])
      .modifyEnd(sql`without rowid`)
      .execute()
    await schema
      .createIndex('entry_by_amended')
      .on('entry_place')
      .columns(['conversation_no', 'amends', 'seq'])
      .where('amends', 'is not', null)
      .execute()
    await sql`
      insert into entry_place (conversation_no, seq, author_no, type, amends, entry_no)
      select conversation_no, seq, author_no, type, amends, no from entry order by conversation_no, seq`.execute(db)
    await sql`insert into meta (name, value) select 'placed', coalesce(max(no), 0) from entry`.execute(db)
  },
}
