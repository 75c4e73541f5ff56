import { signal } from '@preact/signals'
import type { ConversationId } from '@firsthand/protocol'
import { describe, expect, it } from 'vitest'
import { idOf, makeConversation } from '../testing/make-conversation.ts'
import { createScriptedClient } from '../testing/scripted-client.ts'
import { createInboxList } from './inbox-list.ts'

function setUp() {
  const client = createScriptedClient(0, [
    makeConversation(1, { at: 3, unread: 1 }),
    makeConversation(2, { at: 2 }),
    makeConversation(3, { at: 1, unread: 2 }),
  ])
  const opened = signal<ConversationId | null>(null)
  return { client, opened, list: createInboxList(client.inbox, opened) }
}

describe('the list of conversations', () => {
  it('points at its first row before any key, and the first press stays there', () => {
    const { list } = setUp()
    expect(list.pointed.value).toBe(idOf(1))
    expect(list.move(1)).toBe(idOf(1))
    expect(list.move(1)).toBe(idOf(3))
    expect(list.move(1)).toBe(idOf(2))
    expect(list.move(1), 'held at the end').toBe(idOf(2))
    expect(list.move(-1)).toBe(idOf(3))
  })

  it('moves on from the conversation that is open', () => {
    const { list, opened } = setUp()
    opened.value = idOf(3)
    expect(list.pointed.value).toBe(idOf(3))
    expect(list.move(1)).toBe(idOf(2))
  })

  it('keeps the row of the open conversation in place when it is read, and lets it go with the next one', () => {
    const { client, list, opened } = setUp()
    opened.value = idOf(1)
    client.inbox.conversations.value = client.inbox.conversations.value.map((one) => (one.id === idOf(1) ? { ...one, unread: 0 } : one))
    expect(list.sections.value[0]!.conversations.map((one) => one.id)).toEqual([idOf(1), idOf(3)])
    opened.value = idOf(3)
    expect(list.sections.value[0]!.conversations.map((one) => one.id)).toEqual([idOf(3)])
  })

  it('keeps a conversation that is opened before the inbox has come', () => {
    const { client, list, opened } = setUp()
    const all = client.inbox.conversations.value
    client.inbox.conversations.value = []
    opened.value = idOf(3)
    client.inbox.conversations.value = all
    client.inbox.conversations.value = all.map((one) => ({ ...one, unread: 0 }))
    expect(list.sections.value[0]!.conversations.map((one) => one.id)).toEqual([idOf(3)])
  })

  it('knows the next unread one, around the end and back', () => {
    const { list, opened } = setUp()
    expect(list.nextUnread()).toBe(idOf(1))
    opened.value = idOf(1)
    expect(list.nextUnread()).toBe(idOf(3))
    opened.value = idOf(2)
    expect(list.nextUnread()).toBe(idOf(1))
  })

  it('knows when nothing is unread', () => {
    const { client, list } = setUp()
    client.inbox.conversations.value = [makeConversation(2)]
    expect(list.nextUnread()).toBeNull()
  })

  it('moves nowhere in an empty list', () => {
    const { client, list } = setUp()
    client.inbox.conversations.value = []
    expect(list.move(1)).toBeNull()
    expect(list.pointed.value).toBeNull()
  })
})
