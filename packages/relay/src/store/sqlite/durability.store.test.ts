import { createId } from '@firsthand/protocol'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deleteRequest, editRequest, messageRequest } from '../contract/requests.ts'
import { setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { DATABASE_FILE, openStore } from '../open-store.ts'
import { createSqliteStore } from './create-sqlite-store.ts'
import { checkDurability, openDatabase } from './open-database.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { prepareDatabase } from './prepare-database.ts'

const readPragma = (db: DatabaseSync, name: string) => Object.values(db.prepare(`pragma ${name}`).get()!)[0] as number | string

test('[P4] commits are in full: what was set is read back', () => {
  const db = openDatabase(join(createTestFolder(), 'relay.sqlite'))
  onTestFinished(() => db.close())
  const settings = ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'foreign_keys', 'secure_delete', 'busy_timeout']
  expect(settings.map((name) => [name, readPragma(db, name)])).toEqual([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['wal_autocheckpoint', 0],
    ['foreign_keys', 1],
    ['secure_delete', 1],
    ['busy_timeout', 2_000],
  ])
})

test('[P4] a connection that would not wait for the disk is refused', () => {
  const db = openDatabase(join(createTestFolder(), 'relay.sqlite'))
  onTestFinished(() => db.close())
  db.exec('pragma synchronous = normal')
  expect(() => checkDurability(db)).toThrow(/synchronous is 1 where 2 is needed/)
  expect(() => checkDurability(new DatabaseSync(':memory:'))).toThrow(/journal_mode is memory/)
})

test('a second relay on the same file is refused in one clear line, and let in when the first has gone', async () => {
  const dataFolder = createTestFolder()
  const first = await openStore({ dataFolder })
  await expect(openStore({ dataFolder })).rejects.toMatchObject({
    code: 'database-in-use',
    message: `Another relay is using ${join(dataFolder, DATABASE_FILE)}. Stop that one first, or give this one a data folder of its own.`,
  })
  await first.close()
  await (await openStore({ dataFolder })).close()
})

test('a folder or file that cannot be used is named in one clear line', async () => {
  const folder = createTestFolder()
  const file = join(folder, 'a-file')
  writeFileSync(file, 'not a database at all, but long enough to be looked at as one '.repeat(20))
  mkdirSync(join(folder, 'a-folder'))
  await expect(openSqliteStore({ file: join(file, 'relay.sqlite') })).rejects.toMatchObject({
    code: 'database-unusable',
    message: expect.stringContaining(`The data folder ${file} cannot be made`),
  })
  for (const wrong of [file, join(folder, 'a-folder')]) {
    await expect(openSqliteStore({ file: wrong })).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringMatching(/^[^\n]+$/),
    })
  }
})

test.runIf(process.platform === 'linux')('a folder in which nothing can be made is refused rather than tried for ever', async () => {
  await expect(openSqliteStore({ file: '/proc/firsthand/deeper/relay.sqlite' })).rejects.toMatchObject({ code: 'database-unusable' })
})

test('a database of a later version is left alone', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  await (await openSqliteStore({ file })).close()
  const db = new DatabaseSync(file)
  db.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01')")
  db.close()
  await expect(openSqliteStore({ file })).rejects.toMatchObject({
    code: 'database-newer',
    message: expect.stringContaining('9999-later'),
  })
})

test('opened again, everything is there: log, people, cursors, and the epoch with them', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const before = await openSqliteStore({ file })
  const { append, begin, owner } = await setScene(before)
  const { conversation, visitor, cid } = await begin('Hello')
  await append(editRequest({ conversation, author: visitor }, cid, 'Hello there'))
  await before.advanceCursor(conversation, owner, { read: 2 })
  const inbox = valueOf(await before.readInbox(owner, { before: null }, 10))
  const log = valueOf(await before.readLog(conversation, { before: null }, 10))
  await before.close()

  const after = await openSqliteStore({ file })
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

test('opened again in the middle of edits, the last message is still known', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const before = await openSqliteStore({ file })
  const { append, begin, owner } = await setScene(before)
  const { conversation, visitor: author, cid } = await begin('Hello')
  await append(editRequest({ conversation, author }, cid, 'Hello there'))
  await before.close()
  const after = await openSqliteStore({ file })
  onTestFinished(() => after.close())
  valueOf(await after.append(editRequest({ conversation, author }, cid, 'Hello you')))
  expect(await after.readConversation(conversation, owner)).toMatchObject({ last: { seq: 1, body: { text: 'Hello you' } } })
})

test('a change made after a start is found with a cursor from before it, though the clock went back', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const before = await openSqliteStore({ file, now: () => 2_000_000 })
  const { begin, owner } = await setScene(before)
  const { conversation, visitor } = await begin()
  const { cursor } = valueOf(await before.readInbox(owner, { before: null }, 10))
  await before.close()
  const after = await openSqliteStore({ file, now: () => 1_000_000 })
  onTestFinished(() => after.close())
  await after.append(messageRequest({ conversation, author: visitor }, 'News'))
  expect(valueOf(await after.readInbox(owner, { after: cursor }, 10)).conversations).toHaveLength(1)
})

test('[P14] a deleted text is no longer in the file, short or long, nor is any edit of it', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  const store = await openSqliteStore({ file })
  const { append, begin } = await setScene(store)
  const { conversation, visitor: author, cid } = await begin('Erase-me-short')
  await append(editRequest({ conversation, author }, cid, 'Erase-me-edited'))
  const { ack: long } = await append(messageRequest({ conversation, author }, 'Erase-me-long '.repeat(700)))
  await append(messageRequest({ conversation, author }, 'Keep-me'))
  await store.close()
  expect(readFileSync(file, 'latin1').split('Erase-me').length).toBeGreaterThan(700)

  const again = await openSqliteStore({ file })
  valueOf(await again.append(deleteRequest({ conversation, author }, cid)))
  valueOf(await again.append(deleteRequest({ conversation, author }, long.cid)))
  await again.close()
  const bytes = readFileSync(file, 'latin1')
  expect(bytes).toContain('Keep-me')
  expect(bytes).not.toContain('Erase-me')
})

test('[F9] on a full disk writing is refused as retryable, reading goes on, and it recovers by itself', async () => {
  const reports: unknown[] = []
  const prepared = await prepareDatabase(join(createTestFolder(), 'relay.sqlite'), Date.now())
  const store = createSqliteStore(prepared, { report: (cause) => reports.push(cause) })
  onTestFinished(() => store.close())
  const { begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin('Hello')
  prepared.db.exec(`pragma max_page_count = ${readPragma(prepared.db, 'page_count')}`)

  const large = 'x'.repeat(9_000)
  const requests = Array.from({ length: 8 }, () => messageRequest({ conversation, author: visitor }, large))
  const refused = await Promise.all(requests.map((request) => store.append(request)))
  for (const result of refused) {
    expect(result).toMatchObject({ ok: false, failure: { code: 'store-unavailable', retryable: true, retryAfterMs: 1_000 } })
  }
  expect(reports).toHaveLength(1)
  expect(valueOf(await store.readLog(conversation, { before: null }, 10)).head.seq).toBe(1)
  expect(await store.readConversation(conversation, owner)).toMatchObject({ unread: 1 })
  expect(await store.readMembership(conversation, owner)).not.toBeNull()

  prepared.db.exec('pragma max_page_count = 1000000')
  const acks = await Promise.all(requests.map((request) => store.append(request)))
  expect(acks.map((result) => valueOf(result).ack.seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  expect(await store.checkHealth()).toBe(true)
})

test('what stands in memory of a conversation is forgotten with the batch that is rolled back', async () => {
  const store = await openSqliteStore({ file: join(createTestFolder(), 'relay.sqlite') })
  onTestFinished(() => store.close())
  const { begin, owner } = await setScene(store)
  const { conversation, visitor } = await begin('Hello')
  const bug = () => {
    throw new Error('a bug')
  }
  const failing = { ...messageRequest({ conversation, author: owner }, 'No'), decide: bug }
  const started = { ...messageRequest({ conversation: createId(), author: owner }, 'No'), decide: bug }
  const [one, , two] = await Promise.allSettled([
    store.append(messageRequest({ conversation, author: visitor }, 'One')),
    store.append(failing),
    store.append(messageRequest({ conversation, author: visitor }, 'Two')),
    store.append(started),
  ])
  expect([one, two]).toMatchObject([{ value: { value: { ack: { seq: 2 } } } }, { value: { value: { ack: { seq: 3 } } } }])
})
