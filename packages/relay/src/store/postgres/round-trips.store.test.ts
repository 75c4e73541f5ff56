import { createTestDatabase } from '@firsthand/testkit/postgres'
import { Client, type Pool } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { editRequest, messageRequest, statusRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import type { Store } from '../store.ts'
import { createPostgresStore } from './create-postgres-store.ts'
import { openPool } from './open-pool.ts'
import { openPostgresStore } from './open-postgres-store.ts'
import { prepareDatabase } from './prepare-database.ts'

/** Two relays on one database, and how often the first one asks it anything while something is done. */
async function openCounted() {
  const database = await createTestDatabase()
  const open = async (): Promise<{ store: Store; pools: Pool[] }> => {
    const pools = [2, 1].map((size) => openPool(database, { size, waitMs: 5_000, statementMs: 5_000, report: () => undefined }))
    const prepared = await prepareDatabase(pools[0]!, Date.now())
    const store = createPostgresStore({ pool: pools[0]!, writing: pools[1]!, ...prepared })
    onTestFinished(() => store.close())
    return { store, pools }
  }
  const [one, other] = [await open(), await open()]
  let asked = 0
  for (const pool of one.pools) {
    const query = pool.query.bind(pool) as (...given: unknown[]) => unknown
    pool.query = ((...given: unknown[]) => (asked++, query(...given))) as typeof pool.query
  }
  const count = async (act: () => Promise<unknown>): Promise<number> => {
    const before = asked
    await act()
    return asked - before
  }
  return { store: one.store, other: other.store, count }
}

test('a message in a conversation this relay knows costs one round trip, and so do two hundred at once', async () => {
  const { store, count } = await openCounted()
  const { begin, owner } = await setScene(store)
  const begun = await Promise.all(Array.from({ length: 20 }, () => begin()))
  const say = async (index: number) => {
    const { conversation, visitor } = begun[index % begun.length]!
    return valueOf(await store.append(messageRequest({ conversation, author: index % 3 ? visitor : owner }, `${index}`)))
  }
  expect(await count(() => say(0))).toBe(1)
  expect(await count(() => Promise.all(Array.from({ length: 200 }, (_, index) => say(index))))).toBe(1)
  expect(await count(() => Promise.all(begun.map(({ conversation }) => store.advanceCursor(conversation, owner, { read: 5 }))))).toBe(1)
  expect(await count(() => store.readMembership(begun[0]!.conversation, owner))).toBe(0)
})

test('what another relay wrote meanwhile costs nothing where it changes nothing that was decided on, and one try more where it does', async () => {
  const { store, other, count } = await openCounted()
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  const saying = { conversation, author: owner }
  const say = (relay: Store) => relay.append(messageRequest(saying, 'Hello'))
  await say(store)
  await say(other)
  expect(await count(() => say(store))).toBe(1)
  await other.append(statusRequest(saying, 'resolved'))
  // Written in vain, read, written.
  expect(await count(() => say(store))).toBe(3)
  expect(await count(() => say(store))).toBe(1)
})

test('a first message, a message in a conversation this relay has not had to do with, an edit and a repetition are read for first', async () => {
  const { store, other, count } = await openCounted()
  const { begin } = await setScene(store)
  const begun = await begin()
  expect(await count(() => begin())).toBe(2)
  const elsewhere = await setScene(other)
  const { conversation, visitor: author, cid } = await elsewhere.begin()
  expect(await count(() => store.append(messageRequest({ conversation, author }, 'Over here')))).toBe(2)
  expect(await count(() => store.append(editRequest({ conversation, author }, cid, 'Changed')))).toBe(2)
  const again = messageRequest({ conversation: begun.conversation, author: begun.visitor, cid: begun.cid }, 'Hello')
  expect(await count(() => store.append(again))).toBe(2)
})

test('following an inbox costs one round trip while nothing is new, and nothing is written', async () => {
  const { store, count } = await openCounted()
  const { begin, owner } = await setScene(store)
  await begin()
  const { cursor } = valueOf(await store.readInbox(owner, { before: null }, 10))
  // Kysely asks by a connection of its own, which is not counted here: what is counted are the stamps, and their handing out.
  expect(await count(() => store.readInbox(owner, { after: cursor }, 10))).toBe(1)
  await begin()
  expect(await count(() => store.readInbox(owner, { after: cursor }, 10))).toBe(2)
  expect(await count(() => store.readInbox(owner, { after: cursor }, 10))).toBe(1)
})

test('what was planned while the tables were empty reads no more of them when they have grown', async () => {
  const database = await createTestDatabase()
  const store = await openPostgresStore({ database })
  const { append, begin, owner } = await setScene(store)
  const begun = await Promise.all(Array.from({ length: 30 }, () => begin()))
  const say = ({ conversation, visitor }: (typeof begun)[number]) => append(messageRequest({ conversation, author: visitor }, 'Hello'))
  let appends = begun.length
  // From the sixth time on a statement keeps its plan.
  for (const one of begun.slice(0, 10)) await say(one)
  for (let round = 0; round < 50; round++) await Promise.all(begun.map(say))
  for (let round = 0; round < 100; round++) {
    const one = begun[round % begun.length]!
    const { ack } = await say(one)
    await append(editRequest({ conversation: one.conversation, author: one.visitor }, ack.cid, 'Hello you'))
    await store.advanceCursor(one.conversation, owner, { read: ack.seq })
  }
  appends += 10 + 50 * begun.length + 200
  await store.close()

  const client = new Client({ connectionString: database })
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query<{ read: string; scanned: string }>(`
    select sum(idx_tup_fetch) + (select sum(idx_tup_read) from pg_stat_user_indexes where relname <> 'kysely_migration') as read,
      sum(seq_tup_read) as scanned
    from pg_stat_user_tables where relname in ('entry', 'participant', 'conversation', 'person')`)
  expect(Number(rows[0]!.read) / appends).toBeLessThan(40)
  expect(Number(rows[0]!.scanned) / appends).toBeLessThan(40)
})
