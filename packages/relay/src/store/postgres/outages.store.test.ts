import { createId, type LogPage } from '@firsthand/protocol'
import { startTestPostgres, type TestPostgres } from '@firsthand/testkit/postgres'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { noMetrics } from '../../operations/metrics.ts'
import { messageRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import type { Store } from '../store.ts'
import { openPool } from './open-pool.ts'
import { openPostgresStore, type PostgresOptions } from './open-postgres-store.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startTestPostgres()
})
afterAll(() => postgres.close())

const UNAVAILABLE = { ok: false, failure: { code: 'store-unavailable', retryable: true, retryAfterMs: 1_000 } }
const nameOf = (database: string): string => new URL(database).pathname.slice(1)

async function openStore(options: PostgresOptions & { database?: string } = {}) {
  const database = options.database ?? (await postgres.createDatabase())
  const store = await openPostgresStore({ ...options, database })
  onTestFinished(() => store.close())
  return { store, database }
}

async function administer(database: string): Promise<Client> {
  const client = new Client({ connectionString: database })
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Says the same again, as a client does, until it is acknowledged. */
async function insist(store: Store, request: ReturnType<typeof messageRequest>): Promise<number> {
  for (;;) {
    const result = await store.append(request)
    if (result.ok) return result.value.ack.seq
    expect(result).toMatchObject(UNAVAILABLE)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const troubles: [string, (database: string) => Promise<unknown>][] = [
  ['restarted', async () => (await postgres.stop(), postgres.start())],
  ['killed as by a power cut and started again', async () => (await postgres.stop('kill'), postgres.start())],
  ['made to end every connection', (database) => postgres.killBackends(nameOf(database))],
]
for (const [what, trouble] of troubles) {
  test(`[P2] [P3] [F8] while the server is ${what}, no ack is lost or given twice, and the relay goes on by itself`, async () => {
    const reports: unknown[] = []
    const { store, database } = await openStore({ report: (cause) => reports.push(cause) })
    const { begin, owner } = await setScene(store)
    const { conversation, visitor, cid: first } = await begin()
    const acked = new Map<string, number>()
    const speaking = new AbortController()
    const speak = async (author: string): Promise<void> => {
      while (!speaking.signal.aborted) {
        const cid = createId()
        const seq = await insist(store, messageRequest({ conversation, author, cid }, `said under ${cid}`))
        expect(acked.has(cid)).toBe(false)
        acked.set(cid, seq)
      }
    }
    const speakers = Array.from({ length: 8 }, (_, index) => speak(index % 2 === 0 ? visitor : owner))
    for (let round = 0; round < 3; round++) {
      const before = acked.size
      await vi.waitFor(() => expect(acked.size).toBeGreaterThan(before + 40), { timeout: 10_000, interval: 5 })
      await trouble(database)
    }
    const before = acked.size
    await vi.waitFor(() => expect(acked.size).toBeGreaterThan(before + 40), { timeout: 10_000, interval: 5 })
    speaking.abort()
    await Promise.all(speakers)

    const kept = new Map<string, number>()
    for (let before: number | null = null, more = true; more;) {
      const page: LogPage = valueOf(await store.readLog(conversation, { before }, 200))
      for (const { cid, seq } of page.entries) kept.set(cid, seq)
      before = page.entries[0]!.seq
      more = page.more
    }
    kept.delete(first)
    expect(kept).toEqual(acked)
    expect(await store.checkHealth()).toBe(true)
    expect(reports.length).toBeGreaterThan(0)
  })
}

test('a server that starts after its relay is waited for', async () => {
  const database = await postgres.createDatabase()
  await postgres.stop()
  const reports: unknown[] = []
  const reported = Promise.withResolvers<void>()
  const opening = openPostgresStore({ database, report: (cause) => (reports.push(cause), reported.resolve()) })
  await reported.promise
  await postgres.start()
  const store = await opening
  onTestFinished(() => store.close())
  expect(await store.checkHealth()).toBe(true)
  expect(reports).toMatchObject([{ code: 'store-unavailable', message: /^Postgres cannot be used: .*ECONNREFUSED/ }])
})

test('[P2] [F3] an append whose answer was lost behind its commit is refused as retryable, and the same again is told its first seq', async () => {
  const database = await postgres.createDatabase()
  const open: Socket[] = []
  let cut = false
  const link = createServer((near) => {
    const far = connect(postgres.port, '127.0.0.1')
    open.push(near, far)
    near.pipe(far)
    far.on('data', (answer) => (cut ? near.destroy() : near.write(answer)))
    far.on('close', () => near.destroy())
    near.on('close', () => far.end())
    for (const socket of [near, far]) socket.on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  await once(link, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    link.close()
  })
  const { port } = link.address() as AddressInfo
  const { store } = await openStore({ database: database.replace(/:\d+\//, `:${port}/`) })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  const request = messageRequest({ conversation, author: owner }, 'Did you get this?')
  cut = true
  expect(await store.append(request)).toMatchObject(UNAVAILABLE)
  expect(await store.append(messageRequest({ conversation, author: owner }, 'And this?'))).toMatchObject(UNAVAILABLE)
  cut = false
  const again = valueOf(await store.append(request))
  expect(again).toMatchObject({ ack: { seq: 2 }, entries: [] })
})

test('a server that stops answering is given up in bounded time, and found again', async () => {
  const { store } = await openStore({ statementMs: 300, waitMs: 300 })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  postgres.freeze()
  try {
    const request = messageRequest({ conversation, author: owner }, 'Anybody there?')
    expect(await store.append(request)).toMatchObject(UNAVAILABLE)
    await expect(store.readConversation(conversation, owner)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await store.checkHealth()).toBe(false)
  } finally {
    postgres.thaw()
  }
  expect(await insist(store, messageRequest({ conversation, author: owner }, 'There you are'))).toBeGreaterThan(1)
})

test('whoever waits behind a batch that gets no answer does not wait for one batch after the other', async () => {
  let failures = 0
  const metrics = { ...noMetrics, storeFailed: () => void failures++ }
  const { store } = await openStore({ statementMs: 300, waitMs: 300, metrics })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  postgres.freeze()
  try {
    const requests = Array.from({ length: 1_000 }, (_, index) => messageRequest({ conversation, author: owner }, `${index}`))
    const answers = await Promise.all(requests.map((request) => store.append(request)))
    expect(answers.filter(({ ok }) => ok)).toEqual([])
    // The batch, and everybody who waited for it.
    expect(failures).toBe(2)
  } finally {
    postgres.thaw()
  }
})

test('[P17] a store closes also while its server does not answer', async () => {
  const { store } = await openStore({ statementMs: 300, waitMs: 300 })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  postgres.freeze()
  try {
    const [answer] = await Promise.all([store.append(messageRequest({ conversation, author: owner }, 'Too late')), store.close()])
    expect(answer).toMatchObject(UNAVAILABLE)
  } finally {
    postgres.thaw()
  }
})

test('who waits for a connection waits so long and no longer, and appends do not wait behind reads', async () => {
  const { store, database } = await openStore({ connections: 3, waitMs: 200 })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  const holder = await administer(database)
  await holder.query('begin; lock table sign_in_link in access exclusive mode')
  const waiting = [store.takeSignInLink('one', 0), store.takeSignInLink('two', 0)]
  await expect(store.readPerson(owner)).rejects.toMatchObject({
    code: 'store-unavailable',
    message: /cannot be reached now: timeout exceeded/,
  })
  expect(valueOf(await store.append(messageRequest({ conversation, author: owner }, 'Meanwhile'))).ack.seq).toBe(2)
  await holder.query('commit')
  expect(await Promise.all(waiting)).toEqual([null, null])
  expect(await store.readPerson(owner)).toMatchObject({ id: owner })
})

test('a lock that is not given up in time makes appends retryable, and nothing else', async () => {
  const { store, database } = await openStore({ statementMs: 400 })
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  const holder = await administer(database)
  await holder.query('begin')
  await holder.query('select from conversation where id = $1 for update', [conversation])
  const request = messageRequest({ conversation, author: owner }, 'Held up')
  expect(await store.append(request)).toMatchObject(UNAVAILABLE)
  await holder.query('rollback')
  expect(valueOf(await store.append(request)).ack.seq).toBe(2)
})

test('a server that turned read-only refuses writes as retryable, serves reads, and is written again when it can be', async () => {
  const { store, database } = await openStore()
  const { begin, owner } = await setScene(store)
  const { conversation } = await begin()
  await postgres.query(`alter database ${nameOf(database)} set default_transaction_read_only = on`)
  await postgres.killBackends(nameOf(database))
  const request = messageRequest({ conversation, author: owner }, 'Kept for later')
  // The first may find its connection gone, the second has a new one.
  expect(await store.append(request)).toMatchObject(UNAVAILABLE)
  expect(await store.append(request)).toMatchObject(UNAVAILABLE)
  expect(await store.checkHealth()).toBe(false)
  expect(await store.readConversation(conversation, owner)).toMatchObject({ head: { seq: 1 } })
  await postgres.query(`alter database ${nameOf(database)} reset default_transaction_read_only`)
  expect(valueOf(await store.append(request)).ack.seq).toBe(2)
  expect(await store.checkHealth()).toBe(true)
})

test('what Postgres cannot keep is refused by itself, and those beside it are written in their order', async () => {
  const { store } = await openStore()
  const { begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin()
  // No id the gateway lets through; texts are made fit to be kept.
  const poisoned = messageRequest({ conversation, author: visitor, cid: 'no\u0000id' }, 'Poison')
  const all = await Promise.allSettled([
    store.append(messageRequest({ conversation, author: owner }, 'One')),
    store.append(poisoned),
    store.append(messageRequest({ conversation, author: visitor }, 'Two')),
    store.advanceCursor(conversation, owner, { read: 99 }),
  ])
  expect(all).toMatchObject([
    { value: { value: { ack: { seq: 2 } } } },
    { status: 'rejected', reason: { name: 'error' } },
    { value: { value: { ack: { seq: 3 } } } },
    { value: { read: 3, moved: true } },
  ])
})

test('[F8] a connection that is lost twice while it is used, as an immediate shutdown does, does not end the process', async () => {
  const pool = openPool(postgres.url(), { size: 1, waitMs: 5_000, statementMs: 5_000, report: () => undefined })
  onTestFinished(() => pool.end())
  const client = await pool.connect()
  expect(() => client.emit('error', new Error('terminating connection due to immediate shutdown'))).not.toThrow()
  expect(() => client.emit('error', new Error('Connection terminated unexpectedly'))).not.toThrow()
  client.release(true)
})
