import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { createId, LIMITS } from '@firsthand/protocol'
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { Client } from 'pg'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from '../contract/requests.ts'
import { codeOf, setScene, startOf, valueOf, visitorWith } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { backupDatabase } from '../keeping/backup-database.ts'
import { DATABASE_FILE, openStore } from '../open-store.ts'
import type { Store } from '../store.ts'
import { moveDatabase, undoMove } from './move-database.ts'

/** A folder in which people talked, edited, deleted, read, signed in and had a restore behind them; and what a client holds of it. */
async function fill() {
  const from = createTestFolder()
  const first = await openStore({ dataFolder: from })
  await first.beginNewLife([{ conversation: createId(), author: createId(), target: createId(), deletion: createId() }])
  await first.close()
  const scene = await setScene(await openStore({ dataFolder: from }))
  const { store, owner, append, begin } = scene
  const visitor = visitorWith()
  const one = await begin('Grüße “with quotes”, \\ backslashes and 🎈', visitor)
  const two = await begin('Two', visitor)
  await append(editRequest({ conversation: one.conversation, author: visitor.id }, one.cid, 'Edited'))
  const { ack } = await append(messageRequest({ conversation: one.conversation, author: visitor.id }, 'A secret'))
  await append(deleteRequest({ conversation: one.conversation, author: visitor.id }, ack.cid))
  await append(messageRequest({ conversation: one.conversation, author: owner }, 'Reply'))
  await append(nameRequest({ conversation: one.conversation, author: visitor.id }, 'Grace'))
  await append(statusRequest({ conversation: two.conversation, author: owner }, 'resolved'))
  await store.advanceCursor(one.conversation, owner, { read: 3, delivered: 4 })
  await store.saveAppearAway(owner, true)
  await store.saveSession({ hash: 'session', person: owner, expiresAt: 9e15 })
  await store.saveSignInLink({ hash: 'link', person: owner, expiresAt: 9e15 })
  const revoked = visitorWith()
  await begin('Three', revoked)
  await store.revokeCredential(revoked.credentialHash)
  const held = await look(store)
  const { cursor } = valueOf(await store.readInbox(owner, { before: null }, 50))
  await store.close()
  return { from, file: join(from, DATABASE_FILE), held, cursor, look, owner, visitor, one, two, revoked }

  /** Everything a client or a member of it could ask. */
  async function look(of: Store) {
    const page = valueOf(await of.readInbox(owner, { before: null }, 50))
    const logs = await Promise.all(page.conversations.map(({ id }) => of.readLog(id, { before: null }, LIMITS.syncPage)))
    return {
      epoch: of.epoch,
      restores: await of.readRestores(),
      inbox: { ...page, cursor: null },
      logs: logs.map(valueOf),
      people: await Promise.all([owner, visitor.id].map((id) => of.readPerson(id))),
      facts: await Promise.all([owner, visitor.id].map((id) => of.readPersonFacts(id))),
      replies: await of.readFirstReplies(owner, 0),
      session: await of.readSession('session', 1),
      credentials: await Promise.all([visitor.credentialHash, 'nobody'].map((hash) => of.readCredential(hash))),
    }
  }
}

test('a move keeps everything a client can ask, and every cursor it holds', async () => {
  const { from, file, held, cursor, look, owner, visitor, one } = await fill()
  const bytes = readFileSync(file)
  const to = await createTestDatabase()
  const progress = vi.fn<(step: string, table: string, rows: number) => void>()
  const report = await moveDatabase({ from, to, onProgress: progress })
  expect(report.epoch).toBe(held.epoch)
  const counts = Object.fromEntries(report.tables.map(({ table, rows }) => [table, rows]))
  expect(counts).toEqual({ person: 3, credential: 2, sign_in_link: 1, session: 1, subject: 1, conversation: 3, participant: 6, entry: 9 })
  expect(report.tables.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
  expect(progress).toHaveBeenCalledWith('copy', 'entry', 9)
  expect(readFileSync(file).equals(bytes)).toBe(true)

  const store = await openStore({ dataFolder: createTestFolder(), database: to })
  const { conversation } = one
  expect(await store.hasInboxChanges(owner, cursor)).toMatchObject({ ok: true })
  expect(await store.matchCursors(held.logs.map(({ head }) => head))).toEqual([true, true, true])
  expect(await look(store)).toEqual(held)
  const next = valueOf(await store.append(messageRequest({ conversation, author: visitor.id }, 'From Postgres')))
  expect(next.ack.seq).toBe(held.logs.find(({ head }) => head.conversation === conversation)!.head.seq + 1)
  // A change after the move is found with the cursor from before it.
  expect(valueOf(await store.readInbox(owner, { after: cursor }, 10)).conversations.map(({ id }) => id)).toContain(conversation)
  // What was sent before the move and is sent again is the same (P2), and who begins anew gets numbers of their own.
  expect(
    valueOf(
      await store.append(messageRequest({ conversation, author: visitor.id, cid: one.cid }, 'Grüße “with quotes”, \\ backslashes and 🎈')),
    ).ack.seq,
  ).toBe(1)
  const scene = await setScene(store)
  await scene.begin('A new one')
  expect(await store.takeSignInLink('link', 1)).toBe(owner)
  await store.close()
})

test('a name that Postgres cannot hold as it is keeps nothing from moving', async () => {
  const { from, visitor, one } = await fill()
  const source = await openStore({ dataFolder: from })
  valueOf(await source.append(nameRequest({ conversation: one.conversation, author: visitor.id }, 'Gr\0ce')))
  await source.close()
  const to = await createTestDatabase()
  await moveDatabase({ from, to })
  const store = await openStore({ dataFolder: createTestFolder(), database: to })
  expect((await store.readPerson(visitor.id))!.name).toBe('Gr\ufffdce')
  await store.close()
})

test('a moved database is not opened or backed up by mistake, and can be taken back', async () => {
  const { from } = await fill()
  await moveDatabase({ from, to: await createTestDatabase() })
  await expect(openStore({ dataFolder: from })).rejects.toMatchObject({
    code: 'database-moved',
    message: expect.stringContaining('--undo') as string,
  })
  await expect(moveDatabase({ from, to: await createTestDatabase() })).rejects.toMatchObject({ code: 'database-moved' })
  const copy = join(from, 'copy.sqlite')
  await expect(backupDatabase({ dataFolder: from, to: copy })).rejects.toMatchObject({ code: 'database-moved' })
  expect(existsSync(copy)).toBe(false)
  expect(undoMove(from)).toBe(true)
  expect(undoMove(from)).toBe(false)
  await (await openStore({ dataFolder: from })).close()
})

test('a move into a database that holds something is refused, and writes nothing', async () => {
  const { from, file } = await fill()
  const to = await createTestDatabase()
  const other = await openStore({ dataFolder: createTestFolder(), database: to })
  const { begin, owner } = await setScene(other)
  await begin('Mine')
  const client = new Client({ connectionString: to })
  await client.connect()
  const readMeta = async () => (await client.query('select * from meta order by name')).rows as unknown[]
  const before = await readMeta()
  await expect(moveDatabase({ from, to })).rejects.toMatchObject({ code: 'database-not-empty' })
  expect(await readMeta()).toEqual(before)
  expect(valueOf(await other.readInbox(owner, { before: null }, 10)).conversations).toHaveLength(1)
  await client.end()
  await other.close()
  expect(existsSync(`${file}.moved`)).toBe(false)
})

test('a move is refused while a relay runs on the source, and where there is none', async () => {
  const { from } = await fill()
  const to = await createTestDatabase()
  const store = await openStore({ dataFolder: from })
  await expect(moveDatabase({ from, to })).rejects.toMatchObject({ code: 'database-in-use' })
  await store.close()
  await expect(moveDatabase({ from: createTestFolder(), to })).rejects.toMatchObject({ code: 'database-missing' })
})

test('a move that fails in the middle leaves the target empty and the source in use, and can be made again', async () => {
  const { from, file, held, look } = await fill()
  const to = await createTestDatabase()
  const stop = (step: string, table: string): void => {
    if (step === 'compare' && table === 'conversation') throw new Error('the power went')
  }
  await expect(moveDatabase({ from, to, onProgress: stop })).rejects.toThrow('the power went')
  expect(existsSync(`${file}.moved`)).toBe(false)
  const client = new Client({ connectionString: to })
  await client.connect()
  const { rows } = await client.query('select (select count(*) from person) + (select count(*) from entry) as left_over')
  expect(rows).toEqual([{ left_over: '0' }])
  await client.end()
  await moveDatabase({ from, to })
  const store = await openStore({ dataFolder: createTestFolder(), database: to })
  expect(await look(store)).toEqual(held)
  await store.close()
})

test('a move of which no note can be left beside the source is not made', async () => {
  const { from, file } = await fill()
  symlinkSync(join(from, 'nowhere', 'note'), `${file}.moved`)
  const to = await createTestDatabase()
  await expect(moveDatabase({ from, to })).rejects.toMatchObject({
    code: 'database-unusable',
    message: expect.stringContaining('Nothing was moved') as string,
  })
  await (await openStore({ dataFolder: from })).close()
  const client = new Client({ connectionString: to })
  await client.connect()
  expect((await client.query('select 1 from person')).rows).toEqual([])
  await client.end()
})

test('a row that comes out otherwise than it went in is named, and nothing is kept', async () => {
  const { from } = await fill()
  const to = await createTestDatabase()
  const meddler = new Client({ connectionString: to })
  await meddler.connect()
  const store = await openStore({ dataFolder: createTestFolder(), database: to })
  await store.close()
  await meddler.query(`create function spoil() returns trigger language plpgsql as $$ begin new.seq := new.seq + 1; return new; end $$`)
  await meddler.query('create trigger spoil before insert on entry for each row execute function spoil()')
  await expect(moveDatabase({ from, to })).rejects.toMatchObject({
    code: 'move-differs',
    message: expect.stringContaining('entry') as string,
  })
  expect((await meddler.query('select 1 from person')).rows).toEqual([])
  await meddler.end()
})

test('[P19] who was shut out before a move is shut out after it', async () => {
  const { from, revoked } = await fill()
  const to = await createTestDatabase()
  await moveDatabase({ from, to })
  const store = await openStore({ dataFolder: createTestFolder(), database: to })
  expect(await store.readCredential(revoked.credentialHash)).toMatchObject({ revoked: true })
  const { owner } = await setScene(store)
  const again = { conversation: createId(), author: revoked.id, start: startOf({ visitor: revoked, owner }) }
  expect(codeOf(await store.append(messageRequest(again, 'Again')))).toBe('credential-revoked')
  await store.close()
})

test('a source of an older release is told to be brought up to date first', async () => {
  const { from, file } = await fill()
  const db = new DatabaseSync(file)
  db.exec("delete from kysely_migration where name <> '0001-first-dialogue'")
  db.close()
  await expect(moveDatabase({ from, to: await createTestDatabase() })).rejects.toMatchObject({
    message: expect.stringContaining('firsthand migrate') as string,
  })
})
