import { createTestDatabase } from '@firsthand/testkit/postgres'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createDeletion } from '../restoring/create-deletion.ts'
import { createId } from '@firsthand/protocol'
import { messageRequest } from '../contract/requests.ts'
import { codeOf, setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { openStore } from '../open-store.ts'
import { ERASURES_FILE } from '../restoring/erasure-list.ts'
import { finishRestore } from './finish-restore.ts'
import { migrateDatabase } from './migrate-database.ts'

/** Copies a database as pg_dump and pg_restore would, into one of its own: while nobody is connected, Postgres does it by itself. */
async function restoreInto(backup: string, database: string): Promise<void> {
  const name = (address: string): string => new URL(address).pathname.slice(1)
  const office = new URL(database)
  office.pathname = '/postgres'
  const client = new Client({ connectionString: office.href })
  await client.connect()
  await client.query(`drop database if exists ${name(database)} with (force)`)
  await client.query(`create database ${name(database)} template ${name(backup)}`)
  await client.end()
}

test('[P13] [P14] [A46] a Postgres that its own tools restored begins a new life, and what was deleted since is deleted again, by every relay’s list', async () => {
  const database = await createTestDatabase()
  const backup = await createTestDatabase()
  const [one, other] = [createTestFolder(), createTestFolder()]
  const first = await openStore({ dataFolder: one, database })
  const scene = await setScene(first)
  const begun = [await scene.begin('One'), await scene.begin('Two')]
  const { epoch } = first
  await first.close()
  await restoreInto(database, backup)

  const regret = async (dataFolder: string, { conversation, visitor: author, cid: target }: (typeof begun)[number]): Promise<void> => {
    const store = await openStore({ dataFolder, database })
    valueOf(await store.append(createDeletion({ conversation, author, target, deletion: createId() })))
    await store.close()
  }
  await regret(one, begun[0]!)
  await regret(other, begun[1]!)
  const later = await openStore({ dataFolder: one, database })
  const { conversation, visitor: author } = begun[0]!
  const { ack } = valueOf(await later.append(messageRequest({ conversation, author }, 'A secret')))
  const deletion = createDeletion({ conversation, author, target: ack.cid, deletion: createId() })
  valueOf(await later.append(deletion))
  await later.close()

  await restoreInto(backup, database)
  copyFileSync(join(other, ERASURES_FILE), join(one, 'of-the-other'))
  const report = await finishRestore({ dataFolder: one, database, erased: [join(one, 'of-the-other')] })
  expect(report).toMatchObject({ conversations: 2, entries: 4, erasedAgain: 2, withheld: 1 })
  const store = await openStore({ dataFolder: createTestFolder(), database })
  expect(store.epoch).toBe(report.epoch)
  expect((await store.readRestores()).formerEpochs).toEqual([epoch])
  for (const { conversation } of begun) {
    const { entries } = valueOf(await store.readLog(conversation, { before: null }, 10))
    expect(entries.map(({ body }) => body)).toEqual([null, { target: 1 }])
  }
  // Any relay withholds it, whoever's list it was on.
  const again = valueOf(await store.append(messageRequest({ conversation, author, cid: ack.cid }, 'A secret')))
  expect(again.entries.map(({ type, body }) => [type, body])).toEqual([
    ['message', { text: '' }],
    ['message-deleted', { target: 3 }],
  ])
  await store.close()
})

for (const idle of [true, false]) {
  const when = idle ? 'at once' : 'a minute later'
  test(`[P13] the inbox cursor of the future that a Postgres lost is diverged, ${when}, though nobody said that it was put back`, async () => {
    const database = await createTestDatabase()
    const backup = await createTestDatabase()
    const dataFolder = createTestFolder()
    let at = 1_000_000
    const open = () => openStore({ dataFolder, database, now: () => at })
    const scene = await setScene(await open())
    const { conversation, visitor: author } = await scene.begin('Kept')
    const cursorThen = valueOf(await scene.store.readInbox(scene.owner, { before: null }, 10)).cursor
    await scene.store.close()
    await restoreInto(database, backup)

    if (!idle) at += 60_000
    const future = await open()
    valueOf(await future.append(messageRequest({ conversation, author }, 'Lost')))
    const { cursor } = valueOf(await future.readInbox(scene.owner, { before: null }, 10))
    await future.close()
    at += 1_000
    await restoreInto(backup, database)

    const store = await open()
    expect(codeOf(await store.hasInboxChanges(scene.owner, cursor))).toBe('diverged')
    at += 60_000
    valueOf(await store.append(messageRequest({ conversation, author }, 'Another present')))
    expect(codeOf(await store.readInbox(scene.owner, { after: cursor }, 10))).toBe('diverged')
    expect(valueOf(await store.hasInboxChanges(scene.owner, cursorThen))).toBe(true)
    await store.close()
  })
}

test('a restore of Postgres is not finished while a relay is connected, and is as soon as that has ended', async () => {
  const database = await createTestDatabase()
  const dataFolder = createTestFolder()
  const store = await openStore({ dataFolder, database })
  await expect(finishRestore({ dataFolder, database })).rejects.toMatchObject({ code: 'database-in-use' })
  // One that is on its way out is waited for.
  const [report] = await Promise.all([finishRestore({ dataFolder, database }), store.close()])
  expect(report.epoch).not.toBe(store.epoch)
})

test('migrate says what it would do to a Postgres, does it once, and leaves a newer one alone', async () => {
  const database = await createTestDatabase()
  const dataFolder = createTestFolder()
  const planned = await migrateDatabase({ dataFolder, database, dryRun: true })
  expect(planned.done).toEqual([])
  expect(planned.pending.length).toBeGreaterThan(0)
  expect(await migrateDatabase({ dataFolder, database })).toEqual(planned)
  expect(await migrateDatabase({ dataFolder, database })).toEqual({ done: planned.pending, pending: [] })
  const client = new Client({ connectionString: database })
  await client.connect()
  await client.query("insert into kysely_migration (name, timestamp) values ('9999-later', '')")
  await client.end()
  for (const dryRun of [true, false])
    await expect(migrateDatabase({ dataFolder, database, dryRun })).rejects.toMatchObject({ code: 'database-newer' })
})
