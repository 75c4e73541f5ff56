import { createTestDatabase, startTestPostgres } from '@firsthand/testkit/postgres'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import { openPool } from './open-pool.ts'
import { openPostgresStore } from './open-postgres-store.ts'

async function administer(database: string): Promise<Client> {
  const client = new Client({ connectionString: database })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

for (const [named, set] of [
  ['off', 'on'],
  ['local', 'on'],
  ['remote_apply', 'remote_apply'],
]) {
  test(`[P4] where the database says synchronous_commit = ${named}, our connections have ${set}`, async () => {
    const database = await createTestDatabase()
    const admin = await administer(database)
    await admin.query(`alter database ${admin.database} set synchronous_commit = ${named}`)
    const pool = openPool(database, { size: 1, waitMs: 5_000, statementMs: 5_000, report: () => undefined })
    onTestFinished(() => pool.end())
    const { rows } = await pool.query('show synchronous_commit')
    expect(rows).toEqual([{ synchronous_commit: set }])
  })
}

test('[P4] what writes an append waits for the disk whatever its session says, to the end of its transaction', async () => {
  const database = await createTestDatabase()
  const store = await openPostgresStore({ database })
  onTestFinished(() => store.close())
  const client = await administer(database)
  await client.query('set synchronous_commit = off; begin')
  await client.query(`select write_1(0, null, '[{"g":1,"no":null}]', null, null, null, null, null, null, null)`)
  expect((await client.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }])
})

test('[P4] a server that does not flush what it writes is refused in one clear line', async () => {
  const postgres = await startTestPostgres({ settings: { fsync: 'off' } })
  onTestFinished(() => postgres.close())
  await expect(openPostgresStore({ database: postgres.url() })).rejects.toMatchObject({
    code: 'database-unusable',
    message: 'Postgres runs with fsync = off: messages would not be safe. Set fsync = on in postgresql.conf.',
  })
})

test('what is wrong with an address is said in one line, without the password in it', async () => {
  const database = await createTestDatabase()
  const admin = await administer(database)
  await admin.query("create role keyed login password 'right'")
  onTestFinished(async () => void (await admin.query('drop role keyed')))
  const reports: unknown[] = []
  const open = (url: string): Promise<unknown> =>
    openPostgresStore({ database: url, waitMs: 2_000, patienceMs: 0, report: (cause) => reports.push(cause) })
  const url = new URL(database)
  const gone = ['postgres://ada:se%2Bcret@127.0.0.1:1/x', /ECONNREFUSED/, 'store-unavailable'] as const
  const wrong = [`postgres://keyed:se%2Bcret@${url.host}${url.pathname}`, /password authentication failed/, 'database-unusable'] as const
  const missing = [`postgres://postgres:se%2Bcret@${url.host}/nowhere`, /does not exist/, 'database-unusable'] as const
  for (const [address, words, code] of [gone, wrong, missing]) {
    const refused = await open(address).catch((cause: unknown) => cause)
    expect(refused).toMatchObject({ code, message: expect.stringMatching(words) })
    expect((refused as Error).message).toMatch(/^Postgres cannot be used: [^\n]+\.$/)
    expect(JSON.stringify([refused, String(refused), (refused as Error).cause, reports.map(String)])).not.toMatch(/se(?:%2B|\+)cret/)
  }
})

test('a role that may not make tables is told what it lacks', async () => {
  const database = await createTestDatabase()
  const admin = await administer(database)
  const role = `guest_${admin.database}`
  await admin.query(`revoke create on schema public from public; create role ${role} login`)
  onTestFinished(async () => void (await admin.query(`drop role ${role}`)))
  await expect(openPostgresStore({ database: database.replace('postgres@', `${role}@`) })).rejects.toMatchObject({
    code: 'database-unusable',
    message: expect.stringContaining('may not make tables here'),
  })
})

test('a database of a later version is left alone', async () => {
  const database = await createTestDatabase()
  await (await openPostgresStore({ database })).close()
  const admin = await administer(database)
  await admin.query("insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01')")
  await expect(openPostgresStore({ database })).rejects.toMatchObject({
    code: 'database-newer',
    message: expect.stringContaining('9999-later'),
  })
})

test('opened again, everything is there: log, people, cursors, and the epoch with them', async () => {
  const database = await createTestDatabase()
  const before = await openPostgresStore({ database, now: () => 2_000_000 })
  const { append, begin, owner } = await setScene(before)
  const { conversation, visitor, cid } = await begin('Hello')
  await append(editRequest({ conversation, author: visitor }, cid, 'Hello there'))
  await before.advanceCursor(conversation, owner, { read: 2 })
  const inbox = valueOf(await before.readInbox(owner, { before: null }, 10))
  const log = valueOf(await before.readLog(conversation, { before: null }, 10))
  await before.close()

  // Its clock went back meanwhile, and what changes is found all the same.
  const after = await openPostgresStore({ database, now: () => 1_000_000 })
  onTestFinished(() => after.close())
  expect(after.epoch).toBe(before.epoch)
  expect(valueOf(await after.readLog(conversation, { before: null }, 10))).toEqual(log)
  expect(valueOf(await after.readInbox(owner, { before: null }, 10)).conversations).toEqual(inbox.conversations)
  // The cursor is still good, and what changed in the last moments is read again, for it may not have had a stamp of its own.
  expect(valueOf(await after.hasInboxChanges(owner, inbox.cursor))).toBe(true)
  expect(valueOf(await after.append(messageRequest({ conversation, author: visitor, cid }, 'Hello'))).ack.seq).toBe(1)
  expect(valueOf(await after.append(messageRequest({ conversation, author: owner }, 'Welcome back'))).ack.seq).toBe(3)
  expect(valueOf(await after.readInbox(owner, { after: inbox.cursor }, 10)).conversations).toMatchObject([
    { id: conversation, head: { seq: 3 } },
  ])
})

test('what counts up goes on behind rows that were copied in from elsewhere', async () => {
  const database = await createTestDatabase()
  const before = await openPostgresStore({ database })
  await setScene(before)
  await before.close()
  const admin = await administer(database)
  await admin.query(`
    insert into person (no, id, kind, created_at) overriding system value values (70, 'copied', 'member', 0);
    insert into subject (no, site, key, kind, title, url) values (71, 'example', 'copied', 'page', 'Copied', '');
    insert into conversation (no, id, kind, subject_no, status, audience, started_at) values (72, 'copied', 'chat', 71, 'open', 'participants', 0);
    insert into participant (conversation_no, person_no, role, change) values (72, 70, 'owner', 9000000000000)`)
  const after = await openPostgresStore({ database })
  onTestFinished(() => after.close())
  const { begin, owner } = await setScene(after)
  await begin()
  const { rows } = await admin.query('select (select max(no) from person) as person, (select max(no) from conversation) as conversation')
  expect(rows).toEqual([{ person: 72, conversation: 73 }])
  const [change] = (await admin.query<{ change: string }>('select max(change) as change from participant')).rows
  expect(Number(change!.change)).toBeGreaterThan(9_000_000_000_000)
  expect(valueOf(await after.readInbox(owner, { before: null }, 10)).conversations).toHaveLength(1)
})

test('[P14] a deleted text is in no row any more, nor is any edit of it', async () => {
  const database = await createTestDatabase()
  const store = await openPostgresStore({ database })
  onTestFinished(() => store.close())
  const { append, begin } = await setScene(store)
  const { conversation, visitor: author, cid } = await begin('Erase-me')
  await append(editRequest({ conversation, author }, cid, 'Erase-me too'))
  await append(messageRequest({ conversation, author }, 'Keep-me'))
  await append(deleteRequest({ conversation, author }, cid))
  const admin = await administer(database)
  const rows = JSON.stringify((await admin.query('select * from entry order by seq')).rows)
  expect(rows).toContain('Keep-me')
  expect(rows).not.toContain('Erase-me')
  expect((await admin.query('select seq, asked from entry where asked is not null')).rows).toMatchObject([{ seq: 4 }])
})
