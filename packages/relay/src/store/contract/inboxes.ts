import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { deleteRequest, editRequest, messageRequest, nameRequest, statusRequest } from './requests.ts'
import { codeOf, setScene, valueOf, visitorWith, type OpenStore } from './scene.ts'

/** Inboxes: what a conversation looks like in one, and how a reader learns what changed. */
export function describeInboxes(open: OpenStore): void {
  const readChanges = async (store: Store, person: string, after: string, limit = 50) => {
    const page = valueOf(await store.readInbox(person, { after }, limit))
    return { ...page, ids: page.conversations.map(({ id }) => id) }
  }
  const readNewest = async (store: Store, person: string, before: string | null = null, limit = 50) => {
    const page = valueOf(await store.readInbox(person, { before }, limit))
    return { ...page, ids: page.conversations.map(({ id }) => id) }
  }

  test('an empty inbox has a cursor too, and what begins after it is found', async () => {
    const { store, begin, owner } = await setScene(await open())
    const empty = await readNewest(store, owner)
    expect(empty).toMatchObject({ ids: [], older: null, more: false })
    expect(valueOf(await store.hasInboxChanges(owner, empty.cursor))).toBe(false)
    const { conversation } = await begin()
    expect(valueOf(await store.hasInboxChanges(owner, empty.cursor))).toBe(true)
    expect(await readChanges(store, owner, empty.cursor)).toMatchObject({ ids: [conversation], more: false })
  })

  test('the inbox is read newest first, page by page to its end', async () => {
    const { store, begin, owner } = await setScene(await open())
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.unshift((await begin()).conversation)
    const first = await readNewest(store, owner, null, 2)
    expect(first.ids).toEqual(ids.slice(0, 2))
    const second = await readNewest(store, owner, first.older, 2)
    expect(second.ids).toEqual(ids.slice(2, 4))
    const third = await readNewest(store, owner, second.older, 2)
    expect(third).toMatchObject({ ids: ids.slice(4), older: null })
  })

  test('what changed while the pages were read is found from the first page on', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const oldest = await begin()
    for (let index = 0; index < 3; index++) await begin()
    const first = await readNewest(store, owner, null, 2)
    await append(messageRequest({ conversation: oldest.conversation, author: oldest.visitor }, 'Meanwhile'))
    const rest = await readNewest(store, owner, first.older, 5)
    const changes = await readChanges(store, owner, first.cursor)
    expect(changes.ids).toEqual([oldest.conversation])
    expect(new Set([...first.ids, ...rest.ids, ...changes.ids]).size).toBe(4)
  })

  test('changes come in pages of which each goes on where the one before ended', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const begun = [await begin(), await begin(), await begin()]
    const { cursor } = await readNewest(store, owner)
    for (const { conversation, visitor } of begun) await append(messageRequest({ conversation, author: visitor }, 'News'))
    const first = await readChanges(store, owner, cursor, 2)
    expect(first).toMatchObject({ more: true, older: null })
    const second = await readChanges(store, owner, first.cursor, 2)
    expect(second).toMatchObject({ more: false, older: null })
    expect([...first.ids, ...second.ids].sort()).toEqual(begun.map(({ conversation }) => conversation).sort())
    expect(await readChanges(store, owner, second.cursor)).toMatchObject({ ids: [], cursor: second.cursor, more: false })
  })

  const changes: [string, (scene: Awaited<ReturnType<typeof setScene>>, conversation: string, visitor: string, cid: string) => unknown][] =
    [
      ['a message', ({ append, owner }, conversation) => append(messageRequest({ conversation, author: owner }, 'Reply'))],
      ['an edit', ({ append }, conversation, author, cid) => append(editRequest({ conversation, author }, cid, 'Edited'))],
      ['a deletion', ({ append }, conversation, author, cid) => append(deleteRequest({ conversation, author }, cid))],
      ['a status', ({ append, owner }, conversation) => append(statusRequest({ conversation, author: owner }, 'resolved'))],
      ['a name', ({ append }, conversation, author) => append(nameRequest({ conversation, author }, 'Grace'))],
      ["one's own read cursor", ({ store, owner }, conversation) => store.advanceCursor(conversation, owner, { read: 1 })],
      ["the other's delivered cursor", ({ store }, conversation, visitor) => store.advanceCursor(conversation, visitor, { delivered: 1 })],
      ["the owner's new title", ({ store, owner }) => store.saveMember({ id: owner, name: 'Ada', title: 'Left', face: null })],
    ]
  for (const [what, change] of changes) {
    test(`${what} is found by everybody who takes part, on each of their devices`, async () => {
      const scene = await setScene(await open())
      const { store, begin, owner } = scene
      await begin()
      const { conversation, visitor, cid } = await begin()
      const cursors = await Promise.all([owner, visitor].map(async (person) => [person, (await readNewest(store, person)).cursor] as const))
      await change(scene, conversation, visitor, cid)
      for (const [person, cursor] of [...cursors, ...cursors]) {
        expect(valueOf(await store.hasInboxChanges(person, cursor))).toBe(true)
        expect((await readChanges(store, person, cursor)).ids).toContain(conversation)
      }
    })
  }

  test('a name given in one conversation is found in all of the same visitor', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const visitor = visitorWith()
    const one = await begin('One', visitor)
    const other = await begin('Two', visitor)
    const { cursor } = await readNewest(store, owner)
    await append(nameRequest({ conversation: one.conversation, author: visitor.id }, 'Grace'))
    const page = await readChanges(store, owner, cursor)
    expect(page.ids.sort()).toEqual([one.conversation, other.conversation].sort())
    for (const { participants } of page.conversations) {
      expect(participants.find(({ role }) => role === 'visitor')).toMatchObject({ person: { id: visitor.id, name: 'Grace' } })
    }
  })

  test('whatever changes between any two readings is found by the second', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const begun = [await begin(), await begin(), await begin(), await begin()]
    let { cursor } = await readNewest(store, owner)
    for (const touched of [[0], [0, 1], [], [2, 2, 0], [3], [3, 1], [0, 1, 2, 3], [0]]) {
      for (const index of touched) {
        const { conversation, visitor } = begun[index]!
        await append(messageRequest({ conversation, author: visitor }, 'News'))
      }
      expect(valueOf(await store.hasInboxChanges(owner, cursor))).toBe(touched.length > 0)
      const page = await readChanges(store, owner, cursor)
      expect(page.ids.sort()).toEqual([...new Set(touched)].map((index) => begun[index]!.conversation).sort())
      cursor = page.cursor
    }
  })

  test('[P13] a cursor that this inbox never gave is diverged', async () => {
    const { store, begin, owner } = await setScene(await open())
    await begin()
    const { cursor } = await readNewest(store, owner)
    const change = Number(cursor.split(':')[1])
    const foreign = [
      `${createId()}:${change}`,
      `${store.epoch}:${change + 1}`,
      `${store.epoch}:-1`,
      `${store.epoch}:`,
      'nonsense',
      '',
      '__proto__',
    ]
    for (const wrong of foreign) {
      expect(codeOf(await store.readInbox(owner, { after: wrong }, 10))).toBe('diverged')
      expect(codeOf(await store.hasInboxChanges(owner, wrong))).toBe('diverged')
    }
    expect(codeOf(await store.readInbox(owner, { before: 'nonsense' }, 10))).toBe('diverged')
  })

  test('unread counts the messages of others after the read cursor, without the deleted ones, up to its limit', async () => {
    const { store, append, begin, owner } = await setScene(await open({ unreadCount: 3 }))
    const { conversation, visitor, cid } = await begin('One')
    const unread = async (person: string) => (await store.readConversation(conversation, person))!.unread
    expect([await unread(owner), await unread(visitor)]).toEqual([1, 0])
    await append(messageRequest({ conversation, author: visitor }, 'Two'))
    await append(editRequest({ conversation, author: visitor }, cid, 'One!'))
    expect(await unread(owner)).toBe(2)
    await append(deleteRequest({ conversation, author: visitor }, cid))
    expect(await unread(owner)).toBe(1)
    for (let index = 0; index < 5; index++) await append(messageRequest({ conversation, author: visitor }, 'More'))
    expect(await unread(owner)).toBe(3)
    await append(messageRequest({ conversation, author: owner }, 'Reply'))
    expect([await unread(owner), await unread(visitor)]).toEqual([3, 1])
    await store.advanceCursor(conversation, owner, { read: 8 })
    expect(await unread(owner)).toBe(1)
  })

  test('the last message is the newest that is not deleted, with its newest text, however much follows it', async () => {
    const { store, append, begin, owner } = await setScene(await open())
    const { conversation, visitor: author, cid: first } = await begin('One')
    const last = async () => (await store.readConversation(conversation, owner))!.last
    const { ack: second } = await append(messageRequest({ conversation, author }, 'Two'))
    const { ack: third } = await append(messageRequest({ conversation, author }, 'Three'))
    await append(editRequest({ conversation, author }, first, 'One!'))
    expect(await last()).toMatchObject({ seq: 3, body: { text: 'Three' } })
    await append(deleteRequest({ conversation, author }, second.cid))
    expect(await last()).toMatchObject({ seq: 3, body: { text: 'Three' } })
    await append(deleteRequest({ conversation, author }, third.cid))
    expect(await last()).toMatchObject({ seq: 1, body: { text: 'One!' }, amendment: { seq: 4 } })
    await append(deleteRequest({ conversation, author }, first))
    await append(statusRequest({ conversation, author }, 'resolved'))
    expect(await last()).toBeNull()
    const { ack: fresh } = await append(messageRequest({ conversation, author }, 'Anew'))
    expect(await last()).toMatchObject({ seq: fresh.seq, body: { text: 'Anew' } })
    await append(deleteRequest({ conversation, author }, fresh.cid))
    expect(await last()).toBeNull()
  })
}
