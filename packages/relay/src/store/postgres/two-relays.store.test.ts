import { createId, type Conversation } from '@firsthand/protocol'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from '../contract/requests.ts'
import { setScene, startOf, valueOf, visitorWith } from '../contract/scene.ts'
import type { AppendRequest, Store } from '../store.ts'
import { openPostgresStore } from './open-postgres-store.ts'

const faults: unknown[] = []
const report = (cause: unknown) => void faults.push(cause)

let database: string

/** Relays on one database, as many as asked for. */
async function openRelays(count: number): Promise<Store[]> {
  faults.length = 0
  database = await createTestDatabase()
  const relays = await Promise.all(Array.from({ length: count }, () => openPostgresStore({ database, report })))
  onTestFinished(async () => void (await Promise.all(relays.map((relay) => relay.close()))))
  return relays
}

/** So often transactions waited for each other in a circle, until Postgres gave one of them up. Closes the relays: they count when they go. */
async function countDeadlocks(relays: readonly Store[]): Promise<number> {
  await Promise.all(relays.map((relay) => relay.close()))
  const client = new Client({ connectionString: database })
  await client.connect()
  const { rows } = await client.query<{ deadlocks: string }>('select deadlocks from pg_stat_database where datname = current_database()')
  await client.end()
  return Number(rows[0]!.deadlocks)
}

async function readLog(store: Store, conversation: string) {
  return valueOf(await store.readLog(conversation, { before: null }, 1_000)).entries
}

const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(Math.random() * values.length)]!

test('relays that start at once on an empty database find one set of tables and one epoch', async () => {
  const relays = await openRelays(4)
  expect(new Set(relays.map(({ epoch }) => epoch)).size).toBe(1)
  const { begin, owner } = await setScene(relays[0]!)
  const { conversation } = await begin()
  for (const relay of relays) expect(await relay.readConversation(conversation, owner)).toMatchObject({ id: conversation })
})

test('[P2] [P3] [P5] two relays that write to the same conversations of the same people at once wait for each other, and never in a circle', async () => {
  const relays = await openRelays(2)
  const { begin, owner } = await setScene(relays[0]!)
  const begun = await Promise.all(Array.from({ length: 12 }, () => begin()))
  const sent: { relay: number; author: string; conversation: string; cid: string; seq: number }[] = []
  const speak = async (relay: number): Promise<void> => {
    for (let turn = 0; turn < 60; turn++) {
      const { conversation, visitor } = pick(begun)
      const author = pick([visitor, owner])
      const request =
        turn % 10 === 0
          ? nameRequest({ conversation, author: visitor }, `Name ${turn}`)
          : messageRequest({ conversation, author }, `${turn}`)
      const { ack } = valueOf(await relays[relay]!.append(request))
      sent.push({ relay, author: request.author, conversation, cid: ack.cid, seq: ack.seq })
      if (turn % 4 === 0) await relays[1 - relay]!.advanceCursor(conversation, author, { read: ack.seq })
    }
  }
  await Promise.all([0, 1].flatMap((relay) => Array.from({ length: 8 }, () => speak(relay))))
  expect(faults).toEqual([])
  for (const { conversation } of begun) {
    const entries = await readLog(relays[0]!, conversation)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    const acked = sent.filter((one) => one.conversation === conversation)
    expect(entries).toHaveLength(acked.length + 1)
    for (const { cid, author, seq } of acked) expect(entries[seq - 1]).toMatchObject({ cid, author })
  }
  expect(await countDeadlocks(relays)).toBe(0)
})

test('[P2] the same appends sent to both relays at once are written once each, under one seq', async () => {
  const relays = await openRelays(2)
  const { begin, owner } = await setScene(relays[0]!)
  const { conversation } = await begin()
  const requests = Array.from({ length: 50 }, (_, index) => messageRequest({ conversation, author: owner }, `${index}`))
  const [one, other] = await Promise.all(
    relays.map((relay) => Promise.all(requests.map(async (request) => valueOf(await relay.append(request))))),
  )
  expect(one!.map(({ ack }) => ack)).toEqual(other!.map(({ ack }) => ack))
  one!.forEach(({ entries }, index) => expect(entries.length + other![index]!.entries.length).toBe(1))
  expect(await readLog(relays[0]!, conversation)).toHaveLength(51)
})

test('[P2] first messages sent to both relays at once, under one credential and several ids, make one person and each conversation once', async () => {
  const relays = await openRelays(2)
  const { owner } = await setScene(relays[0]!)
  const credentials = Array.from({ length: 6 }, () => createId())
  const requests = credentials.flatMap((credentialHash) =>
    Array.from({ length: 3 }, () => {
      const visitor = visitorWith({ credentialHash })
      return messageRequest({ conversation: createId(), author: visitor.id, start: startOf({ visitor, owner }) }, 'Hello')
    }),
  )
  const orders = [requests, requests.toReversed()]
  const answers = await Promise.all(
    relays.map((relay, index) => Promise.all(orders[index]!.map(async (request) => valueOf(await relay.append(request))))),
  )
  expect(faults).toEqual([])
  const [one, other] = [answers[0]!, answers[1]!.toReversed()]
  one.forEach((committed, index) => {
    expect(committed.ack).toEqual(other[index]!.ack)
    expect(committed.started).not.toBe(other[index]!.started)
  })
  const people = new Set(await Promise.all(credentials.map(async (hash) => (await relays[0]!.readCredential(hash))!.person)))
  expect(people.size).toBe(credentials.length)
  for (const person of people) expect(await relays[1]!.readPersonFacts(person)).toMatchObject({ conversations: 3 })
  expect(await countDeadlocks(relays)).toBe(0)
})

test('a decision rests on what stands, though this relay remembers something else', async () => {
  const [one, other] = (await openRelays(2)) as [Store, Store]
  const { begin, owner } = await setScene(one)
  const { conversation, visitor, cid } = await begin()
  const saying = { conversation, author: owner }
  expect(await one.append(statusRequest(saying, 'resolved'))).toMatchObject({ ok: true })
  expect(await other.append(statusRequest(saying, 'open'))).toMatchObject({ ok: true })
  // The first relay remembers "resolved", and would refuse this one by itself.
  expect(await one.append(statusRequest(saying, 'resolved'))).toMatchObject({ ok: true })
  expect(await other.append(statusRequest(saying, 'resolved'))).toMatchObject({ ok: false, failure: { code: 'transition-refused' } })
  expect(await other.append(deleteRequest({ conversation, author: visitor }, cid))).toMatchObject({ ok: true })
  const edit = editRequest({ conversation, author: visitor }, cid, 'Too late')
  expect(await one.append(edit)).toMatchObject({ ok: false, failure: { code: 'message-deleted' } })
  const replies = await Promise.all([one, other].map((relay) => relay.append(messageRequest(saying, 'Reply'))))
  expect(replies.filter((reply) => valueOf(reply).replied)).toHaveLength(1)
})

test('an edit and a deletion of one message, sent to two relays at once, leave it deleted without a word', async () => {
  const [one, other] = (await openRelays(2)) as [Store, Store]
  const { begin } = await setScene(one)
  for (let round = 0; round < 20; round++) {
    const { conversation, visitor: author, cid } = await begin('A secret')
    const [edited] = await Promise.all([
      one.append(editRequest({ conversation, author }, cid, 'The same secret')),
      other.append(deleteRequest({ conversation, author }, cid)),
    ])
    expect(edited.ok || edited.failure.code).toBeOneOf([true, 'message-deleted'])
    expect(JSON.stringify(await readLog(one, conversation))).not.toContain('secret')
  }
})

test('[P8] whoever follows an inbox while two relays write to it misses no change, in whatever order they are committed', async () => {
  const relays = await openRelays(2)
  const { begin, owner } = await setScene(relays[0]!)
  const begun = await Promise.all(Array.from({ length: 10 }, () => begin()))
  let writing = true
  const write = async (relay: Store): Promise<void> => {
    for (let turn = 0; turn < 80; turn++) {
      const { conversation, visitor } = pick(begun)
      const request: AppendRequest = messageRequest({ conversation, author: visitor }, `${turn}`)
      valueOf(await relay.append(request))
    }
  }
  const follow = async (relay: Store): Promise<{ held: Map<string, Conversation>; cursor: string; readings: number }> => {
    const first = valueOf(await relay.readInbox(owner, { before: null }, 100))
    const held = new Map(first.conversations.map((conversation) => [conversation.id, conversation]))
    let { cursor } = first
    for (let readings = 0; ; readings++) {
      const last = !writing
      const page = valueOf(await relay.readInbox(owner, { after: cursor }, 3))
      for (const conversation of page.conversations) held.set(conversation.id, conversation)
      cursor = page.cursor
      if (last && !page.more) return { held, cursor, readings }
    }
  }
  const followers = Promise.all([...relays, ...relays].map(follow))
  await Promise.all([...relays, ...relays, ...relays].map(write))
  writing = false
  const now = valueOf(await relays[0]!.readInbox(owner, { before: null }, 100)).conversations
  for (const { held, cursor, readings } of await followers) {
    expect(readings).toBeGreaterThan(5)
    expect(held).toEqual(new Map(now.map((conversation) => [conversation.id, conversation])))
    expect(valueOf(await relays[1]!.hasInboxChanges(owner, cursor))).toBe(false)
  }
  expect(faults).toEqual([])
})

test('[P8] a change that was stamped first and committed last is not passed over by a cursor handed out meanwhile', async () => {
  const [relay] = (await openRelays(1)) as [Store]
  const { append, begin, owner } = await setScene(relay)
  const [slow, quick] = [await begin(), await begin()]
  const { cursor } = valueOf(await relay.readInbox(owner, { before: null }, 10))

  const [other, watcher] = [new Client({ connectionString: database }), new Client({ connectionString: database })]
  await Promise.all([other.connect(), watcher.connect()])
  onTestFinished(async () => void (await Promise.all([other.end(), watcher.end()])))
  await other.query('begin')
  await other.query("update conversation set status = 'resolved' where id = $1", [slow.conversation])
  await other.query('select touch_1($1, array(select no from conversation where id = $2), null)', [Date.now(), slow.conversation])
  await append(messageRequest({ conversation: quick.conversation, author: quick.visitor }, 'Stamped later, committed earlier'))

  const answered = new AbortController()
  const reading = relay.readInbox(owner, { after: cursor }, 10).finally(() => answered.abort())
  const isWaiting = async (): Promise<boolean> =>
    (await watcher.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount === 1
  while (!answered.signal.aborted && !(await isWaiting()));
  await other.query('commit')
  const found = valueOf(await reading)
  const later = valueOf(await relay.readInbox(owner, { after: found.cursor }, 10))
  const seen = [...found.conversations, ...later.conversations]
  expect(seen.map(({ id }) => id).sort()).toEqual([slow.conversation, quick.conversation].sort())
  expect(seen.find(({ id }) => id === slow.conversation)).toMatchObject({ status: 'resolved' })
})
