import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, placeStore } from '../testing/place-store.ts'
import { startWire, type Wire } from '../testing/start-wire.ts'

describe.each(DATABASES)('on %s', (database) => {
  let wire: Wire
  beforeEach(async () => {
    wire = await startWire({ config: await placeStore(database) })
  })
  afterEach(() => wire.close())

  const start = { kind: 'chat', about: { url: 'https://acme.example/engine?utm_source=x#top' } } as const

  test.each(['websocket', 'polling'] as const)('a visitor and the person responsible talk both ways over %s', async (transport) => {
    const ada = await wire.member('ada', { transport })
    const visitor = await wire.visitor({ transport })
    expect(visitor.welcome.you).toBeNull()

    const conversation = createId()
    const ack = await visitor.do('message:send', { conversation, cid: createId(), text: 'Is the engine loud?', start })
    const heard = await ada.next('entry:committed')
    expect(heard).toMatchObject({ ...ack, type: 'message', body: { text: 'Is the engine loud?' }, epoch: ada.welcome.epoch })

    const listed = await ada.do('conversation:read', { conversation })
    expect(listed).toMatchObject({ status: 'open', unread: 1, subject: { key: 'engine', url: 'https://acme.example/engine' } })
    expect(listed.participants.map(({ role }) => role).toSorted()).toEqual(['owner', 'visitor'])

    await ada.do('message:send', { conversation, cid: createId(), text: 'Only on Mondays.' })
    await expect(visitor.next('entry:committed', ({ seq }) => seq === 2)).resolves.toMatchObject({ body: { text: 'Only on Mondays.' } })
  })

  test('the same first message over two connections at once makes one person, one conversation and one entry', async () => {
    const ada = await wire.member('ada')
    const secret = createSecret()
    const [one, other] = await Promise.all([wire.visitor({ secret }), wire.visitor({ secret })])
    const message = { conversation: createId(), cid: createId(), text: 'Hello?', start }

    const acks = await Promise.all([one.do('message:send', message), other.do('message:send', message), one.do('message:send', message)])
    expect(new Set(acks.map((ack) => JSON.stringify(ack))).size).toBe(1)

    const inbox = await ada.do('inbox:read', {})
    expect(inbox.conversations).toHaveLength(1)
    expect(inbox.conversations[0]).toMatchObject({ head: { seq: 1 }, unread: 1 })
    expect(inbox.conversations[0]!.participants).toHaveLength(2)
  })

  test('two first messages at once in two conversations are by the same person', async () => {
    const secret = createSecret()
    const [one, other] = await Promise.all([wire.visitor({ secret }), wire.visitor({ secret })])
    await Promise.all([
      one.do('message:send', { conversation: createId(), cid: createId(), text: 'One', start }),
      other.do('message:send', { conversation: createId(), cid: createId(), text: 'Two', start }),
    ])
    const [mine, theirs] = await Promise.all([one.do('inbox:read', {}), other.do('inbox:read', {})])
    expect(mine.conversations).toHaveLength(2)
    expect(theirs.conversations.map(({ id }) => id)).toEqual(mine.conversations.map(({ id }) => id))
  })

  test('the first ack was lost: the same again after a reconnect is the same conversation, and hello says who one is', async () => {
    const secret = createSecret()
    const message = { conversation: createId(), cid: createId(), text: 'Did this arrive?', start: { ...start, name: 'Kim' } }
    const ada = await wire.member('ada')
    const first = await wire.visitor({ secret })
    first.socket.emit('message:send', message)
    await ada.next('entry:committed')
    first.socket.disconnect()

    const again = await wire.visitor({ secret })
    expect(again.welcome.you).toMatchObject({ kind: 'anonymous', name: 'Kim' })
    await expect(again.do('message:send', message)).resolves.toMatchObject({ seq: 1 })
    const inbox = await again.do('inbox:read', {})
    expect(inbox.conversations).toHaveLength(1)
  })

  test('nothing is kept of a visitor who only looked', async () => {
    const visitor = await wire.visitor()
    await visitor.do('subject:watch', { url: 'https://acme.example/engine' })
    await visitor.do('page:visit', { page: { url: 'https://acme.example/engine?token=1#x', title: 'Engine' } })
    const facts = await visitor.do('facts:read', {})
    expect(facts).toMatchObject({ firstMessageAt: null, locale: null, conversations: 0, person: { name: null, kind: 'anonymous' } })
    expect(facts.page).toMatchObject({ url: 'https://acme.example/engine' })
    const inbox = await visitor.do('inbox:read', {})
    expect(inbox.conversations).toEqual([])
  })

  test('an unknown subject key is refused, and a retry of a message that stands is not', async () => {
    const visitor = await wire.visitor()
    const conversation = createId()
    const about = { url: 'https://acme.example/engine', subject: 'nonsense' }
    const refused = await visitor.ask('message:send', { conversation, cid: createId(), text: 'Hi', start: { kind: 'chat', about } })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'subject-not-found', at: '/start/about/subject' } })

    const cid = createId()
    const ack = await visitor.do('message:send', { conversation, cid, text: 'Hi', start })
    const retried = await visitor.do('message:send', { conversation, cid, text: 'Hi', start: { kind: 'chat', about } })
    expect(retried).toEqual(ack)
  })
})
