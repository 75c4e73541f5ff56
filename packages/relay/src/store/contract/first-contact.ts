import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { messageRequest, nameRequest } from './requests.ts'
import { codeOf, setScene, startOf, SUBJECT, valueOf, visitorWith, type OpenStore } from './scene.ts'

/** The first message of a visitor, and who may say anything at all. */
export function describeFirstContact(open: OpenStore): void {
  test('a first message makes person, credential, subject, conversation and entry together', async () => {
    const { store, begin, owner } = await setScene(await open({ now: () => 1_700_000_000_000 }))
    const visitor = visitorWith({ name: 'Grace' })
    const { conversation, start } = await begin('Hello', visitor)
    expect(await store.readPerson(visitor.id)).toEqual({
      id: visitor.id,
      kind: 'anonymous',
      name: 'Grace',
      title: null,
      face: null,
      site: 'example',
      appearAway: false,
    })
    expect(await store.readCredential(visitor.credentialHash)).toEqual({ person: visitor.id, revoked: false })
    expect(await store.readMembership(conversation, visitor.id)).toEqual({
      role: 'visitor',
      kind: 'chat',
      site: 'example',
      status: 'open',
      audience: 'participants',
      participants: expect.arrayContaining(start.participants) as unknown,
    })
    expect(await store.readConversation(conversation, owner)).toMatchObject({
      id: conversation,
      site: 'example',
      subject: SUBJECT,
      page: start.conversation.page,
      startedAt: 1_700_000_000_000,
      unread: 1,
      last: { seq: 1, author: visitor.id, body: { text: 'Hello' } },
    })
  })

  test('a first message whose ack was lost makes no second person, conversation or entry', async () => {
    const { store, owner, append } = await setScene(await open())
    const visitor = visitorWith()
    const conversation = createId()
    const request = messageRequest({ conversation, author: visitor.id, start: startOf({ visitor, owner }) }, 'Hello')
    const [first, ...others] = await Promise.all([append(request), append(request)])
    others.push(await append(request))
    expect(first).toMatchObject({ started: true, ack: { seq: 1 } })
    for (const other of others) expect(other).toMatchObject({ started: false, ack: first.ack, entries: [] })
    expect(await store.readPersonFacts(visitor.id)).toMatchObject({ conversations: 1 })
    expect(valueOf(await store.readInbox(owner, { before: null }, 10)).conversations).toHaveLength(1)
  })

  test('a visitor who begins two conversations at once, under two ids, is one person', async () => {
    const { store, owner, append } = await setScene(await open())
    const credentialHash = createId()
    const [one, other] = [visitorWith({ credentialHash }), visitorWith({ credentialHash })]
    const requests = [one, other].map((visitor) =>
      messageRequest({ conversation: createId(), author: visitor.id, start: startOf({ visitor, owner }) }, 'Hello'),
    )
    const committed = await Promise.all(requests.map(append))
    expect(committed.map(({ started, entries }) => [started, entries[0]!.author])).toEqual([
      [true, one.id],
      [true, one.id],
    ])
    expect(await store.readCredential(credentialHash)).toEqual({ person: one.id, revoked: false })
    expect(await store.readPerson(other.id)).toBeNull()
    expect(await store.readPersonFacts(one.id)).toMatchObject({ conversations: 2 })
    // A retry still names the visitor as it did.
    expect((await append(requests[1]!)).ack).toEqual(committed[1]!.ack)
  })

  test('a known visitor begins a further conversation under the name they go by', async () => {
    const { store, begin } = await setScene(await open())
    const visitor = visitorWith({ name: 'Grace' })
    await begin('One', visitor)
    await begin('Two', { ...visitor, name: null })
    expect(await store.readPerson(visitor.id)).toMatchObject({ name: 'Grace' })
    expect(await store.readPersonFacts(visitor.id)).toMatchObject({ conversations: 2 })
  })

  test('a title that was cut in the middle of a character, and a name with a zero in it, keep nobody from being heard', async () => {
    const { store, append, owner } = await setScene(await open())
    const visitor = visitorWith({ name: 'Ad\0a', locale: 'n\0' })
    const start = startOf({ visitor, owner }, { ...SUBJECT, title: 'Prices \ud83d' })
    const saying = { conversation: createId(), author: visitor.id }
    await append(messageRequest({ ...saying, start }, 'Cut \ud83d, and \0'))
    expect(await store.readConversation(saying.conversation, owner)).toMatchObject({
      head: { seq: 1 },
      subject: { title: expect.stringMatching(/^Prices /) as string },
      page: { title: expect.stringMatching(/^Prices /) as string },
    })
    await append(nameRequest(saying, 'Grace \udc00\0'))
    expect((await store.readPerson(visitor.id))!.name).toMatch(/^Grace /)
  })

  test('a revoked credential begins nothing', async () => {
    const { store, owner, begin } = await setScene(await open())
    const visitor = visitorWith()
    await begin('Hello', visitor)
    await store.revokeCredential(visitor.credentialHash)
    expect(await store.readCredential(visitor.credentialHash)).toEqual({ person: visitor.id, revoked: true })
    const request = messageRequest({ conversation: createId(), author: visitor.id, start: startOf({ visitor, owner }) }, 'Again')
    expect(codeOf(await store.append(request))).toBe('credential-revoked')
  })

  test('a subject is kept once for each site and key, as it was last described', async () => {
    const { store, owner, append, begin } = await setScene(await open())
    const { conversation } = await begin()
    const visitor = visitorWith()
    const renamed = { ...SUBJECT, title: 'Pricing API 2' }
    const start = startOf({ visitor, owner }, renamed)
    await append(messageRequest({ conversation: createId(), author: visitor.id, start }, 'Hello'))
    expect(await store.readConversation(conversation, owner)).toMatchObject({ subject: renamed })
  })

  test('[A29] who takes no part is told the same of a conversation that stands and of one that does not', async () => {
    const { store, owner, begin } = await setScene(await open())
    const { conversation } = await begin()
    const stranger = visitorWith()
    const start = startOf({ visitor: stranger, owner })
    const unknown = createId()
    for (const id of [conversation, unknown]) {
      expect(codeOf(await store.append(messageRequest({ conversation: id, author: stranger.id }, 'Let me in')))).toBe(
        'conversation-not-found',
      )
      expect(await store.readConversation(id, stranger.id)).toBeNull()
      expect(await store.readMembership(id, stranger.id)).toBeNull()
      expect(await store.readHeads([id], stranger.id)).toEqual([])
      expect(await store.advanceCursor(id, stranger.id, { read: 1 })).toBeNull()
    }
    expect(codeOf(await store.append(messageRequest({ conversation, author: stranger.id, start }, 'Let me in')))).toBe(
      'conversation-not-found',
    )
    expect(await store.readPerson(stranger.id)).toBeNull()
  })

  test('a conversation with somebody who does not stand is a bug, and leaves nothing behind', async () => {
    const { store, begin } = await setScene(await open())
    const visitor = visitorWith()
    const conversation = createId()
    const start = startOf({ visitor, owner: createId() })
    const [broken, sound] = await Promise.allSettled([
      store.append(messageRequest({ conversation, author: visitor.id, start }, 'Hello')),
      begin('Hello'),
    ])
    expect(broken.status).toBe('rejected')
    expect(sound.status).toBe('fulfilled')
    expect(await store.readMembership(conversation, visitor.id)).toBeNull()
    expect(await store.readPerson(visitor.id)).toBeNull()
  })
}
