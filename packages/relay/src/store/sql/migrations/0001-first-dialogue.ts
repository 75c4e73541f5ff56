import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from './portable.ts'

/**
 * People, subjects, conversations and their logs.
 *
 * `entry` stands in the order of writing and not in that of its key: with a hundred conversations at once, a table in the order of the
 * key dirties more than twice the pages (10.5 against 5.4 kB of write-ahead log an append, and twice the time). The cid stands first in its
 * index because it is time-ordered: all that is written now falls into the same few pages, whichever conversation it belongs to.
 */
export function firstDialogue({ numbered, clustered, exact }: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { schema } = db
      await schema
        .createTable('meta')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute()

      await schema
        .createTable('person')
        .addColumn('no', 'integer', numbered)
        .addColumn('id', 'text', (column) => exact(column.notNull().unique()))
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('site', 'text')
        .addColumn('name', 'text')
        .addColumn('title', 'text')
        .addColumn('face', 'text')
        .addColumn('locale', 'text')
        .addColumn('appear_away', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('merged_into', 'integer', (column) => column.references('person.no'))
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute()

      await schema
        .createTable('credential')
        .addColumn('hash', 'text', (column) => exact(column.primaryKey()))
        .addColumn('person_no', 'integer', (column) => column.notNull().references('person.no'))
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('revoked_at', 'bigint')
        .execute()

      for (const table of ['sign_in_link', 'session'] as const) {
        await schema
          .createTable(table)
          .addColumn('hash', 'text', (column) => exact(column.primaryKey()))
          .addColumn('person_no', 'integer', (column) => column.notNull().references('person.no'))
          .addColumn('expires_at', 'bigint', (column) => column.notNull())
          .execute()
      }

      await schema
        .createTable('subject')
        .addColumn('no', 'integer', numbered)
        .addColumn('site', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('url', 'text', (column) => column.notNull())
        .addUniqueConstraint('subject_by_key', ['site', 'key'])
        .execute()

      await schema
        .createTable('conversation')
        .addColumn('no', 'integer', numbered)
        .addColumn('id', 'text', (column) => exact(column.notNull().unique()))
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject_no', 'integer', (column) => column.notNull().references('subject.no'))
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('audience', 'text', (column) => column.notNull())
        .addColumn('page_url', 'text')
        .addColumn('page_title', 'text')
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addColumn('asked_at', 'bigint')
        .addColumn('replied_at', 'bigint')
        .addColumn('replied_by', 'integer', (column) => column.references('person.no'))
        .execute()
      await schema
        .createIndex('conversation_by_first_reply')
        .on('conversation')
        .columns(['replied_by', 'replied_at', 'asked_at'])
        .where('replied_by', 'is not', null)
        .execute()

      await clustered(
        schema
          .createTable('participant')
          .addColumn('conversation_no', 'integer', (column) => column.notNull().references('conversation.no'))
          .addColumn('person_no', 'integer', (column) => column.notNull().references('person.no'))
          .addColumn('role', 'text', (column) => column.notNull())
          .addColumn('delivered', 'integer', (column) => column.notNull().defaultTo(0))
          .addColumn('read', 'integer', (column) => column.notNull().defaultTo(0))
          .addColumn('change', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('participant_key', ['conversation_no', 'person_no']),
      ).execute()
      await schema.createIndex('participant_by_change').unique().on('participant').columns(['person_no', 'change']).execute()

      await schema
        .createTable('entry')
        .addColumn('conversation_no', 'integer', (column) => column.notNull().references('conversation.no'))
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('cid', 'text', (column) => exact(column.notNull()))
        .addColumn('author_no', 'integer', (column) => column.notNull().references('person.no'))
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('amends', 'integer')
        .addColumn('last_message', 'integer')
        .addColumn('asked', 'text')
        .addColumn('body', 'text')
        .addPrimaryKeyConstraint('entry_key', ['conversation_no', 'seq'])
        .execute()
      await schema.createIndex('entry_by_cid').unique().on('entry').columns(['cid', 'conversation_no', 'author_no']).execute()
      await schema
        .createIndex('entry_by_amended')
        .on('entry')
        .columns(['conversation_no', 'amends', 'seq'])
        .where('amends', 'is not', null)
        .execute()
    },
  }
}
