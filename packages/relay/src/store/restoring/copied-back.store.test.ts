import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageRequest } from '../contract/requests.ts'
import { codeOf, setScene, valueOf } from '../contract/scene.ts'
import { createTestFolder } from '../contract/test-folder.ts'
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts'

/** A database file that is copied aside while nobody holds it, goes on, and is put back: what each side has then. */
async function copyBack(options: { idle: boolean }) {
  const file = join(createTestFolder(), 'relay.sqlite')
  let at = 1_000_000
  const now = (): number => at
  const open = () => openSqliteStore({ file, now })
  const before = await setScene(await open())
  const begun = await before.begin('Kept')
  const cursorThen = valueOf(await before.store.readInbox(before.owner, { before: null }, 10)).cursor
  await before.store.close()
  copyFileSync(file, `${file}.copy`)

  // The future that will be lost.
  if (!options.idle) at += 60_000
  const future = await setScene(await open())
  const { conversation, visitor: author } = begun
  await future.append(messageRequest({ conversation, author }, 'Lost'))
  const cursorLost = valueOf(await future.store.readInbox(before.owner, { before: null }, 10)).cursor
  const { head } = valueOf(await future.store.readLog(conversation, { before: null }, 10))
  await future.store.close()

  at += 1_000
  copyFileSync(`${file}.copy`, file)
  const store = await open()
  return { store, owner: before.owner, conversation, author, cursorThen, cursorLost, head, later: (ms: number) => void (at += ms) }
}

for (const idle of [true, false]) {
  const when = idle ? 'at once' : 'a minute later'
  test(`[P13] the inbox cursor of a lost future is diverged, ${when}, however much has changed since`, async () => {
    const { store, owner, conversation, author, cursorThen, cursorLost, later } = await copyBack({ idle })
    expect(codeOf(await store.hasInboxChanges(owner, cursorLost))).toBe('diverged')
    later(60_000)
    valueOf(await store.append(messageRequest({ conversation, author }, 'Another present')))
    expect(codeOf(await store.hasInboxChanges(owner, cursorLost))).toBe('diverged')
    expect(codeOf(await store.readInbox(owner, { after: cursorLost }, 10))).toBe('diverged')
    // That of the past they share is still good, and finds what changed.
    expect(valueOf(await store.hasInboxChanges(owner, cursorThen))).toBe(true)
    await store.close()
  })
}

test('[P13] the log cursor of a lost future is diverged, at its own seq and once others stand there', async () => {
  const { store, conversation, author, head } = await copyBack({ idle: false })
  expect(await store.matchCursors([head])).toEqual([false])
  valueOf(await store.append(messageRequest({ conversation, author }, 'Another present')))
  expect(await store.matchCursors([head])).toEqual([false])
  await store.close()
})

test('[P13] what two futures may have stamped alike is read again after an opening', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  let at = 1_000_000
  const now = (): number => at
  const first = await setScene(await openSqliteStore({ file, now }))
  const { conversation, visitor: author } = await first.begin('Kept')
  await first.store.close()
  copyFileSync(file, `${file}.copy`)
  const copied = await openSqliteStore({ file, now })
  await copied.close()

  at += 1_000
  const lost = await openSqliteStore({ file, now })
  valueOf(await lost.append(messageRequest({ conversation, author }, 'Lost')))
  const { cursor } = valueOf(await lost.readInbox(first.owner, { before: null }, 10))
  await lost.close()
  at += 1_000
  copyFileSync(`${file}.copy`, file)
  const store = await openSqliteStore({ file, now })
  const told = await store.hasInboxChanges(first.owner, cursor)
  expect(told.ok ? told.value : told.failure.code).toBe('diverged')
  await store.close()
})

test('an inbox cursor outlives any number of openings', async () => {
  const file = join(createTestFolder(), 'relay.sqlite')
  let at = 1_000_000
  const now = (): number => at
  const first = await setScene(await openSqliteStore({ file, now }))
  const { conversation, visitor: author } = await first.begin()
  const { cursor } = valueOf(await first.store.readInbox(first.owner, { before: null }, 10))
  await first.store.close()
  for (let opening = 0; opening < 5; opening++) {
    at += 100_000
    const store = await openSqliteStore({ file, now })
    expect(await store.hasInboxChanges(first.owner, cursor)).toMatchObject({ ok: true })
    const newest = valueOf(await store.readInbox(first.owner, { before: null }, 10)).cursor
    valueOf(await store.append(messageRequest({ conversation, author }, 'More')))
    expect(valueOf(await store.hasInboxChanges(first.owner, newest))).toBe(true)
    await store.close()
  }
})
