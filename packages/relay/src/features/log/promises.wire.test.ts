import { createId, createSecret, type LogCursor } from '@firsthand/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, placeStore } from '../../testing/place-store.ts'
import { startWire, type Wire } from '../../testing/start-wire.ts'
import type { WireClient } from '../../testing/wire-client.ts'

describe.each(DATABASES)('on %s', (database) => {
  let wire: Wire
  let ada: WireClient
  let visitor: WireClient
  const conversation = createId()
  const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
  const say = (client: WireClient, text: string, cid = createId()): ReturnType<WireClient['do']> =>
    client.do('message:send', { conversation, cid, text }) as ReturnType<WireClient['do']>

  beforeEach(async () => {
    wire = await startWire({ config: await placeStore(database) })
    ada = await wire.member('ada')
    visitor = await wire.visitor()
    await visitor.do('message:send', { conversation, cid: createId(), text: 'First', start })
  })
  afterEach(() => wire.close())

  test('[P2] the same cid again answers the first ack, and with another body it is refused', async () => {
    const message = { conversation, cid: createId(), text: 'Once' }
    const ack = await visitor.do('message:send', message)
    await expect(visitor.do('message:send', message)).resolves.toEqual(ack)
    await expect(visitor.ask('message:send', { ...message, text: 'Twice' })).resolves.toMatchObject({ failure: { code: 'cid-conflict' } })
    await expect(ada.do('message:send', message), 'another author may use the same cid').resolves.toMatchObject({ seq: ack.seq + 1 })
    const page = await ada.do('conversation:sync', { conversation, before: null })
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('[P3] [P5] what one sender says without waiting keeps its order, gapless, and live entries come in it', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `Message ${index}`)
    const acks = await Promise.all(texts.map((text) => visitor.do('message:send', { conversation, cid: createId(), text })))
    expect(acks.map(({ seq }) => seq)).toEqual(texts.map((_, index) => index + 2))
    await ada.next('entry:committed', ({ seq }) => seq === 61)
    const page = await ada.do('conversation:sync', { conversation, before: null })
    expect(page.entries.slice(1).map(({ body }) => (body as { text: string }).text)).toEqual(texts)
  })

  test('[P5] everybody sees the order of seq, whoever spoke', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => say(index % 2 ? ada : visitor, `${index}`)))
    const read = { conversation, before: null }
    const [mine, theirs] = await Promise.all([visitor.do('conversation:sync', read), ada.do('conversation:sync', read)])
    expect(mine).toEqual(theirs)
    expect(mine.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  })

  test('who sends a message hears of it by the answer alone, cleaned text included, and their other tab by an event', async () => {
    const secret = createSecret()
    const own = createId()
    const [one, other] = [await wire.visitor({ secret }), await wire.visitor({ secret })]
    await one.do('message:send', { conversation: own, cid: createId(), text: 'First', start })
    await other.next('entry:committed', ({ seq }) => seq === 1)
    const ack = await one.do('message:send', { conversation: own, cid: createId(), text: '\n\u202EClean me\r\n' })
    expect(ack).toMatchObject({ seq: 2, text: 'Clean me' })
    await expect(other.next('entry:committed', ({ seq }) => seq === 2)).resolves.toMatchObject({ body: { text: 'Clean me' } })
    // An edit comes to both: when it is here, the messages would have been.
    const { cid: target } = ack
    await one.do('message:edit', { conversation: own, cid: createId(), target, text: 'Cleaner' })
    await expect(one.next('entry:committed')).resolves.toMatchObject({ seq: 3, type: 'message-edited' })
  })

  test('[P14] an edit and a deletion are entries, and every page carries the newest and never the old', async () => {
    const target = createId()
    await say(visitor, 'Secrit word', target)
    const edit = { conversation, cid: createId(), target, text: 'Secret word' }
    const edited = await visitor.do('message:edit', edit)
    await expect(visitor.do('message:edit', edit)).resolves.toEqual(edited)
    await expect(ada.next('entry:committed', ({ type }) => type === 'message-edited')).resolves.toMatchObject({
      body: { target: 2, text: 'Secret word' },
    })

    const before = await ada.do('conversation:sync', { conversation, before: 3 })
    expect(before.entries.at(-1)).toMatchObject({ seq: 2, body: { text: 'Secret word' }, amendment: { type: 'message-edited', seq: 3 } })

    const deletion = { conversation, cid: createId(), target }
    const deleted = await visitor.do('message:delete', deletion)
    await expect(visitor.do('message:delete', deletion)).resolves.toEqual(deleted)
    const page = await ada.do('conversation:sync', { conversation, before: null })
    expect(JSON.stringify(page)).not.toMatch(/Secr/)
    expect(page.entries[1]).toMatchObject({ seq: 2, body: null, amendment: { type: 'message-deleted', seq: 4 } })
    await expect(visitor.ask('message:edit', { ...edit, cid: createId() })).resolves.toMatchObject({ failure: { code: 'message-deleted' } })
    await expect(ada.do('conversation:read', { conversation })).resolves.toMatchObject({ last: { seq: 1 }, unread: 1 })
  })

  test('[P2] [P14] under the cid of a deleted message only a message is answered, with the first ack alone', async () => {
    const message = { conversation, cid: createId(), text: '\nSecret ' }
    const { text, ...ack } = await visitor.do('message:send', message)
    expect(text).toBe('Secret')
    await visitor.do('message:delete', { conversation, cid: createId(), target: message.cid })
    await expect(visitor.do('message:send', { ...message, text: 'Something else ' })).resolves.toEqual(ack)
    const conflict = { ok: false, failure: { code: 'cid-conflict' } }
    const { cid } = message
    await expect(visitor.ask('status:change', { conversation, cid, to: 'resolved' })).resolves.toMatchObject(conflict)
    await expect(visitor.ask('message:edit', { conversation, cid, target: cid, text: 'New' })).resolves.toMatchObject(conflict)
    await expect(visitor.ask('message:delete', { conversation, cid, target: cid })).resolves.toMatchObject(conflict)
  })

  test('[P14] only the author amends, and only a message', async () => {
    const target = createId()
    await say(visitor, 'Mine', target)
    const notFound = { ok: false, failure: { code: 'message-not-found' } }
    await expect(ada.ask('message:edit', { conversation, cid: createId(), target, text: 'Yours' })).resolves.toMatchObject(notFound)
    await expect(ada.ask('message:delete', { conversation, cid: createId(), target })).resolves.toMatchObject(notFound)
    const resolved = createId()
    await ada.do('status:change', { conversation, cid: resolved, to: 'resolved' })
    await expect(ada.ask('message:delete', { conversation, cid: createId(), target: resolved })).resolves.toMatchObject(notFound)
  })

  test('[P15] cursors are stored, told to the others, go no further than the head and never back', async () => {
    await say(visitor, 'Second')
    const moved = await ada.do('cursor:advance', { conversation, delivered: 2, read: 1 })
    expect(moved).toMatchObject({ delivered: 2, read: 1, person: ada.welcome.you!.id })
    await expect(visitor.next('cursor:moved')).resolves.toEqual(moved)
    await expect(ada.do('cursor:advance', { conversation, delivered: 1, read: 0 })).resolves.toEqual(moved)
    await expect(ada.do('cursor:advance', { conversation, read: 9_999 })).resolves.toMatchObject({ delivered: 2, read: 2 })
    await expect(ada.do('conversation:read', { conversation })).resolves.toMatchObject({ unread: 0 })
  })

  test('[P15] a move past the head is told with the head, and what moves nothing is told to nobody', async () => {
    await ada.do('cursor:advance', { conversation, delivered: 9_999 })
    await expect(visitor.next('cursor:moved')).resolves.toMatchObject({ delivered: 1, read: 0 })
    await ada.do('cursor:advance', { conversation, delivered: 1, read: 0 })
    await ada.do('cursor:advance', { conversation, delivered: 9_999 })
    // What is told last has everything before it behind it.
    await ada.do('cursor:advance', { conversation, read: 1 })
    await expect(visitor.next('cursor:moved')).resolves.toMatchObject({ delivered: 1, read: 1 })
  })

  test('a resolved chat is reopened by the next message, with an entry that says so', async () => {
    await ada.do('status:change', { conversation, cid: createId(), to: 'resolved', reason: 'Answered' })
    await expect(ada.ask('status:change', { conversation, cid: createId(), to: 'resolved' })).resolves.toMatchObject({
      failure: { code: 'transition-refused' },
    })
    await say(visitor, 'One more thing')
    const { entries } = await visitor.do('conversation:sync', { conversation, before: null })
    expect(entries.slice(1)).toMatchObject([
      { type: 'status-changed', body: { from: 'open', to: 'resolved', reason: 'Answered' }, author: ada.welcome.you!.id },
      { type: 'message', body: { text: 'One more thing' } },
      { type: 'status-changed', body: { from: 'resolved', to: 'open' } },
    ])
    await expect(ada.do('conversation:read', { conversation })).resolves.toMatchObject({ status: 'open' })
  })

  test('a cursor of another life of the database is diverged, at hello and at sync', async () => {
    const { head } = await visitor.do('conversation:sync', { conversation, before: null })
    const ask = async (cursor: LogCursor): Promise<string> => {
      const { heads } = await visitor.do('hello', { inbox: null, open: [cursor] })
      return heads[0]!.state
    }
    await expect(ask(head)).resolves.toBe('current')
    await expect(ask({ ...head, seq: 0, cid: null })).resolves.toBe('behind')
    await expect(ask({ ...head, epoch: 'another' })).resolves.toBe('diverged')
    await expect(ask({ ...head, cid: createId() })).resolves.toBe('diverged')
    await expect(ask({ ...head, seq: 7 })).resolves.toBe('diverged')
    await expect(ask({ ...head, conversation: createId() })).resolves.toBe('gone')
    const after = { ...head, cid: createId() }
    await expect(visitor.ask('conversation:sync', { conversation, after })).resolves.toMatchObject({ failure: { code: 'diverged' } })
    const foreign = { ...head, seq: 0, cid: null, epoch: 'another' }
    await expect(ask(foreign)).resolves.toBe('diverged')
    await expect(visitor.ask('conversation:sync', { conversation, after: foreign })).resolves.toMatchObject({
      failure: { code: 'diverged' },
    })
  })

  test('a cursor of one log reads no other, and says so before it is asked who takes part', async () => {
    const { head } = await visitor.do('conversation:sync', { conversation, before: null })
    const refused = { ok: false, failure: { code: 'payload-invalid', at: '/after/conversation' } }
    const after = { ...head, conversation: createId() }
    await expect(visitor.ask('conversation:sync', { conversation, after })).resolves.toMatchObject(refused)
    await expect(visitor.ask('conversation:sync', { conversation: after.conversation, after: head })).resolves.toMatchObject(refused)
  })

  test('a log is read forward from a cursor and back from a seq, page by page', async () => {
    for (let index = 2; index <= 7; index++) await say(visitor, `${index}`)
    const latest = await ada.do('conversation:sync', { conversation, before: null, limit: 3 })
    expect(latest).toMatchObject({ more: true, entries: [{ seq: 5 }, { seq: 6 }, { seq: 7 }], head: { seq: 7 } })
    const earlier = await ada.do('conversation:sync', { conversation, before: 5, limit: 4 })
    expect(earlier).toMatchObject({ more: false, entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }] })
    const after = { ...latest.head, seq: 0, cid: null }
    const forward = await ada.do('conversation:sync', { conversation, after, limit: 5 })
    expect(forward).toMatchObject({ more: true, entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }, { seq: 5 }] })
  })

  test('one inbox cursor finds what changed and what began meanwhile, and nothing else', async () => {
    const read = await ada.do('inbox:read', {})
    await expect(ada.do('hello', { inbox: read.cursor, open: [] })).resolves.toMatchObject({ inbox: 'current' })

    const another = await wire.visitor()
    const begun = createId()
    await another.do('message:send', { conversation: begun, cid: createId(), text: 'Me too', start })
    await expect(ada.do('hello', { inbox: read.cursor, open: [] })).resolves.toMatchObject({ inbox: 'behind' })
    const changes = await ada.do('inbox:read', { after: read.cursor })
    expect(changes.conversations.map(({ id }) => id)).toContain(begun)
    await expect(ada.do('hello', { inbox: changes.cursor, open: [] })).resolves.toMatchObject({ inbox: 'current' })
    await expect(ada.do('hello', { inbox: 'nonsense', open: [] })).resolves.toMatchObject({ inbox: 'diverged' })
  })

  test('the facts a member reads of themselves count the conversations they take part in', async () => {
    const own = { person: ada.welcome.you, firstMessageAt: null, locale: null, page: null }
    await expect(ada.do('facts:read', {})).resolves.toEqual({ ...own, conversations: 1 })
    await (await wire.visitor()).do('message:send', { conversation: createId(), cid: createId(), text: 'Me too', start })
    await expect(ada.do('facts:read', {})).resolves.toEqual({ ...own, conversations: 2 })
  })

  test('a name is kept for the person and said in the conversation', async () => {
    await visitor.do('name:give', { conversation, cid: createId(), name: '  Kim\u202E  de Vries ' })
    await expect(ada.next('entry:committed', ({ type }) => type === 'name-given')).resolves.toMatchObject({
      body: { name: 'Kim de Vries' },
    })
    const { participants } = await ada.do('conversation:read', { conversation })
    expect(participants.find(({ role }) => role === 'visitor')!.person.name).toBe('Kim de Vries')
    await expect(ada.ask('name:give', { conversation, cid: createId(), name: 'Boss' })).resolves.toMatchObject({
      failure: { code: 'not-allowed' },
    })
  })
})
