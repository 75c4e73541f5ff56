import { createId, createSecret, type Page } from '@firsthand/protocol'
import { startTestRedis, type TestRedis } from '@firsthand/testkit/redis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { memberId } from '../directory/member-id.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import type { Wire } from '../testing/start-wire.ts'
import { startTwoRelays, type TwoRelays } from '../testing/start-two-relays.ts'
import { readRefusal } from '../testing/wire-client.ts'

let redis: TestRedis
let relays: TwoRelays
beforeAll(async () => {
  redis = await startTestRedis()
})
afterAll(() => redis.close())
beforeEach(async () => {
  relays = await startTwoRelays({ redis: redis.url })
})
afterEach(() => relays.close())

const engine = { url: 'https://acme.example/engine' }
const start = { kind: 'chat', about: engine } as const

test('what is said, changed, read and typed at one relay reaches who is connected to the other', async () => {
  const [visitor, ada] = [await relays.one.visitor(), await relays.other.member('ada')]
  const conversation = createId()
  const cid = createId()
  await visitor.do('message:send', { conversation, cid, text: 'Does it sing?', start })
  const entry = await ada.next('entry:committed')
  expect(entry).toMatchObject({ conversation, seq: 1, body: { text: 'Does it sing?' } })

  await ada.do('message:send', { conversation, cid: createId(), text: 'It does.' })
  await expect(visitor.next('entry:committed')).resolves.toMatchObject({ seq: 2, body: { text: 'It does.' } })
  await visitor.do('message:edit', { conversation, cid: createId(), target: cid, text: 'Does it sing in the rain?' })
  await expect(ada.next('entry:committed')).resolves.toMatchObject({ type: 'message-edited', body: { target: 1 } })
  await ada.do('cursor:advance', { conversation, read: 3 })
  await expect(visitor.next('cursor:moved')).resolves.toMatchObject({ conversation, read: 3 })
  await ada.do('typing:report', { conversation, typing: true })
  await expect(visitor.next('typing:changed')).resolves.toMatchObject({ conversation, typing: true })
})

test('nobody hears twice of what was said: neither who said it, nor their other connections at either relay', async () => {
  const secret = createSecret()
  const sender = await relays.one.visitor({ secret })
  const [beside, across, ada] = [
    await relays.one.visitor({ secret }),
    await relays.other.visitor({ secret }),
    await relays.other.member('ada'),
  ]
  const conversation = createId()
  await sender.do('message:send', { conversation, cid: createId(), text: 'Once', start })
  await sender.do('message:send', { conversation, cid: createId(), text: 'Twice' })
  for (const client of [beside, across, ada]) {
    await client.next('entry:committed', ({ seq }) => seq === 2)
    expect(client.untaken.filter(({ name }) => name === 'entry:committed')).toHaveLength(1)
  }
  expect(sender.untaken).toEqual([])
})

test('who is here is seen at every relay, and so is who appears away', async () => {
  const [visitor, ada] = [await relays.other.visitor(), await relays.one.member('ada')]
  await visitor.do('subject:watch', engine)
  await ada.do('presence:report', { active: true })
  const came = await visitor.next('presence:changed')
  expect(came.hereUntil).toBeGreaterThan(Date.now() + 110_000)
  const card = await (await fetch(`${relays.other.url}/v1/card?site=acme&url=${engine.url}`)).json()
  expect(card).toMatchObject({ availability: { hereUntil: came.hereUntil } })

  await ada.do('presence:appear-away', { away: true })
  await expect(visitor.next('presence:changed')).resolves.toMatchObject({ hereUntil: null })
  await ada.do('presence:appear-away', { away: false })
  await expect(visitor.next('presence:changed')).resolves.toMatchObject({ hereUntil: expect.any(Number) })
})

/** Resolves once a relay has noticed that so many connections went. */
const gone = (wire: Wire, count: number): Promise<void> =>
  expect.poll(() => wire.log.filter((line) => line.includes('"disconnected"')).length).toBe(count)

test('where a visitor is, the owner sees at the other relay, and that they left', async () => {
  await relays.close()
  const clock = createFakeClock()
  relays = await startTwoRelays({ redis: redis.url, clock })
  const [visitor, ada] = [await relays.one.visitor(), await relays.other.member('ada')]
  const page: Page = { url: 'https://acme.example/engine', title: 'The engine' }
  await visitor.do('page:visit', { page })
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  const { author } = await ada.next('entry:committed')
  await expect.poll(async () => (await ada.do('facts:read', { person: author })).page).toMatchObject(page)
  await visitor.do('page:visit', { page: { url: 'https://acme.example/guide', title: '' } })
  await expect(ada.next('page:visited')).resolves.toMatchObject({ person: author, page: { url: 'https://acme.example/guide' } })
  visitor.socket.disconnect()
  await gone(relays.one, 1)
  clock.pass(5_000)
  await expect(ada.next('page:visited')).resolves.toEqual({ person: author, page: null })
  expect((await ada.do('facts:read', { person: author })).page).toBeNull()
})

test('a page stands while its visitor goes on at another relay, said or unsaid', async () => {
  await relays.close()
  const clock = createFakeClock()
  relays = await startTwoRelays({ redis: redis.url, clock })
  const secret = createSecret()
  const [visitor, ada] = [await relays.one.visitor({ secret }), await relays.other.member('ada')]
  const page: Page = { url: 'https://acme.example/engine', title: 'The engine' }
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await visitor.do('page:visit', { page })
  const { person } = await ada.next('page:visited')
  const again = await relays.other.visitor({ secret })
  visitor.socket.disconnect()
  await gone(relays.one, 1)
  clock.pass(5_000)
  await expect(ada.next('page:visited')).resolves.toMatchObject({ person, page })
  again.socket.disconnect()
  await gone(relays.other, 1)
  clock.pass(5_000)
  await expect(ada.next('page:visited')).resolves.toEqual({ person, page: null })
})

test('[P19] a revoked credential and an ended session close their connections at every relay', async () => {
  const secret = createSecret()
  const [visitor, across] = [await relays.one.visitor({ secret }), await relays.other.visitor({ secret })]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await visitor.do('credential:revoke', null)
  await expect(across.next('connection:ending')).resolves.toMatchObject({ code: 'credential-revoked' })
  await across.gone

  const cookie = await relays.one.signIn('ada')
  const headers = { cookie }
  const ada = await relays.other.member('ada', { cookie })
  expect((await fetch(`${relays.one.url}/v1/session`, { method: 'DELETE', headers })).status).toBe(204)
  await expect(ada.next('connection:ending')).resolves.toMatchObject({ code: 'session-required' })
  await ada.gone
  const auth = { protocol: 1, as: 'member', device: createId() }
  await expect(readRefusal(relays.other.url, auth, { headers })).resolves.toMatchObject({ code: 'session-required' })
})

test('what a client of one relay never hears of, no client of the other does', async () => {
  const [visitor, stranger, grace] = [await relays.one.visitor(), await relays.other.visitor(), await relays.other.member('grace')]
  const ada = await relays.other.member('ada')
  await visitor.do('page:visit', { page: { url: 'https://acme.example/engine', title: '' } })
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Private', start })
  await ada.next('entry:committed')
  expect([...stranger.untaken, ...grace.untaken]).toEqual([])
})

test('[A32] a client cannot speak as a relay does: not by the name of what relays tell each other, and not in a room or namespace of its own', async () => {
  const secret = createSecret()
  const [stranger, victim, ada] = [await relays.one.visitor(), await relays.other.visitor({ secret }), await relays.other.member('ada')]
  await victim.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  const { author } = await ada.next('entry:committed')
  const fact = { is: 'person-ended', person: author, failure: { code: 'credential-revoked', message: '', retryable: false } }
  for (const args of [['a-relay', [fact]], [fact], [[fact]]]) {
    await expect(stranger.askAnything('facts', ...args)).resolves.toMatchObject({ ok: false, failure: { code: 'command-unknown' } })
  }
  const elsewhere = stranger.socket.io.socket('/facts')
  const refused = new Promise<string>((resolve) => void elsewhere.once('connect_error', (error: Error) => resolve(error.message)))
  elsewhere.connect()
  await expect(refused).resolves.toBe('Invalid namespace')
  // What was told after it came, so nothing is still on its way.
  await relays.one.visitor().then((other) => other.do('message:send', { conversation: createId(), cid: createId(), text: 'Next', start }))
  await ada.next('entry:committed')
  expect([victim.socket.connected, victim.untaken]).toEqual([true, []])
})

test('[A44] presence is told of nobody but the owners of subjects that were asked for, at whichever relay they are', async () => {
  const [visitor, ada] = [await relays.one.visitor(), await relays.other.member('ada')]
  await visitor.do('subject:watch', { url: 'https://acme.example/guide' })
  await ada.do('presence:report', { active: true })
  await expect(visitor.ask('facts:read', { person: memberId('ada') })).resolves.toMatchObject({ failure: { code: 'person-not-found' } })
  // Once it is known at the visitor's relay, it was told there to everybody it is for.
  const other = await relays.one.visitor()
  await expect.poll(async () => (await other.do('subject:watch', engine)).availability.hereUntil).not.toBeNull()
  await visitor.do('hello', { inbox: null, open: [] })
  expect(visitor.untaken.filter(({ name }) => name === 'presence:changed')).toEqual([])
})

test('sign-ins from one address are counted by all relays together', async () => {
  const attempt = (url: string): Promise<number> =>
    fetch(`${url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"x"}' }).then(
      ({ status }) => status,
    )
  for (let count = 0; count < 15; count++) {
    expect(await attempt(relays.one.url)).toBe(401)
    expect(await attempt(relays.other.url)).toBe(401)
  }
  expect(await attempt(relays.one.url)).toBe(429)
  expect(await attempt(relays.other.url)).toBe(429)
})

test('[P17] a relay that ends leaves the clients of the others alone, and its own go on there', async () => {
  const secret = createSecret()
  const [visitor, ada] = [await relays.one.visitor({ secret }), await relays.other.member('ada')]
  const conversation = createId()
  await visitor.do('message:send', { conversation, cid: createId(), text: 'Before', start })
  await ada.next('entry:committed')
  const closing = relays.one.relay.close()
  await expect(visitor.next('connection:ending')).resolves.toMatchObject({ code: 'draining' })
  const back = await relays.other.visitor({ secret })
  await closing
  await back.do('message:send', { conversation, cid: createId(), text: 'After' })
  await expect(ada.next('entry:committed')).resolves.toMatchObject({ seq: 2 })
  expect(ada.untaken.filter(({ name }) => name === 'connection:ending')).toEqual([])
})
