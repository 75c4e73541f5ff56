import { createId } from '@firsthand/protocol'
import { Kysely } from 'kysely'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { messageRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { firstDialogue } from '../sql/migrations/0001-first-dialogue.ts'
import { SQLITE } from '../sql/migrations/portable.ts'
import { createSqliteStore } from './create-sqlite-store.ts'
import { createKyselyDialect } from './kysely-dialect.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { prepareDatabase } from './prepare-database.ts'

async function openBeside() {
  const file = join(createTestFolder(), 'relay.sqlite')
  const prepared = await prepareDatabase(file, Date.now())
  const store = createSqliteStore(prepared)
  const beside = new DatabaseSync(file, { readOnly: true })
  onTestFinished(async () => {
    beside.close()
    await store.close()
  })
  const count = (table: 'entry' | 'entry_place') => beside.prepare(`select count(*) as rows from ${table}`).get()!['rows']
  return { file, store, count }
}

test('an acked entry stands in the table at once, and gets its place with the reading that needs it', async () => {
  const { store, count } = await openBeside()
  const { append, begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin('One')
  await append(messageRequest({ conversation, author: visitor }, 'Two'))
  const other = await begin('Elsewhere')
  expect([count('entry'), count('entry_place')]).toEqual([3, 0])

  const { entries, head } = valueOf(await store.readLog(conversation, { before: null }, 10))
  expect([entries.map(({ seq }) => seq), head.seq]).toEqual([[1, 2], 2])
  expect(count('entry_place')).toBe(3)

  await append(messageRequest({ conversation, author: owner }, 'Three'))
  await store.readLog(other.conversation, { before: null }, 10)
  expect(count('entry_place'), 'nobody asked for that conversation').toBe(3)
  expect(await store.readConversation(conversation, owner)).toMatchObject({ head: { seq: 3 }, last: { body: { text: 'Three' } } })
  expect(count('entry_place')).toBe(4)
})

test('the entries without a place are never more than a few thousand', async () => {
  const { store, count } = await openBeside()
  const { begin } = await setScene(store)
  const { conversation, visitor } = await begin('One')
  await Promise.all(Array.from({ length: 4_100 }, () => store.append(messageRequest({ conversation, author: visitor }, 'More'))))
  expect([count('entry'), count('entry_place')]).toEqual([4_101, 4_000])
})

test('[P3] what had no place when the relay ended is found after the next start', async () => {
  const { file, store, count } = await openBeside()
  const { append, begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin('One')
  await append(messageRequest({ conversation, author: visitor }, 'Two'))
  await store.close()
  expect(count('entry_place')).toBe(0)

  const again = await openSqliteStore({ file })
  onTestFinished(() => again.close())
  expect(valueOf(await again.append(messageRequest({ conversation, author: owner }, 'Three'))).ack.seq).toBe(3)
  expect(valueOf(await again.readLog(conversation, { before: null }, 10)).entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(valueOf(await again.append(messageRequest({ conversation, author: owner }, 'Four'))).ack.seq).toBe(4)
})

test('[P3] a place that was kept in a batch that is rolled back is kept again', async () => {
  const { store } = await openBeside()
  const { begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin('One')
  const bug = () => {
    throw new Error('a bug')
  }
  const [, log] = await Promise.all([
    store.append(messageRequest({ conversation, author: visitor }, 'Two')),
    store.readLog(conversation, { before: null }, 10),
    store.append({ ...messageRequest({ conversation, author: owner }, 'No'), decide: bug }).catch(() => null),
  ])
  expect(valueOf(log).entries.map(({ seq }) => seq)).toEqual([1, 2])
  expect(valueOf(await store.readLog(conversation, { before: null }, 10)).entries).toHaveLength(2)
})

test('a database of the first migration is carried over whole', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const db = new DatabaseSync(file)
  const kysely = new Kysely<unknown>({ dialect: createKyselyDialect(db) })
  await firstDialogue(SQLITE).up(kysely)
  const [visitor, owner, conversation] = [createId(), createId(), createId()]
  const cids = [createId(), createId(), createId()]
  db.exec(`
    create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
    create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer not null default 0);
    insert into kysely_migration values ('0001-first-dialogue', '2026-01-01');
    insert into kysely_migration_lock values ('migration_lock', 0);
    insert into person (no, id, kind, created_at) values (1, '${visitor}', 'anonymous', 1), (2, '${owner}', 'member', 1);
    insert into subject values (1, 'site', 'key', 'product', 'Title', 'https://example.org/');
    insert into conversation (no, id, kind, subject_no, status, audience, started_at) values (1, '${conversation}', 'chat', 1, 'open', 'participants', 1);
    insert into participant values (1, 1, 'visitor', 1, 1, 1), (1, 2, 'owner', 0, 0, 2);
    insert into entry values
      (1, 1, '${cids[0]}', 1, 1, 'message', null, null, null, '{"text":"One"}'),
      (1, 2, '${cids[1]}', 1, 2, 'message', null, null, null, '{"text":"Two"}'),
      (1, 3, '${cids[2]}', 1, 3, 'message-edited', 1, 2, null, '{"target":1,"text":"One, edited"}');`)
  db.close()
  const store = await openSqliteStore({ file })
  onTestFinished(() => store.close())
  expect(valueOf(await store.readLog(conversation, { before: null }, 10)).entries).toMatchObject([
    { seq: 1, cid: cids[0], body: { text: 'One, edited' }, amendment: { seq: 3 } },
    { seq: 2, cid: cids[1], body: { text: 'Two' } },
    { seq: 3, cid: cids[2] },
  ])
  expect(await store.readConversation(conversation, owner)).toMatchObject({ head: { seq: 3 }, last: { seq: 2 }, unread: 2 })
  expect(valueOf(await store.append(messageRequest({ conversation, author: visitor, cid: cids[1]! }, 'Two'))).ack.seq).toBe(2)
  expect(valueOf(await store.append(messageRequest({ conversation, author: visitor }, 'Three'))).ack.seq).toBe(4)
})
