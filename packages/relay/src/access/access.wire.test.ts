import { createId, createSecret, type CommandName } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from '../features/commands.ts'
import { startWire, type Wire } from '../testing/start-wire.ts'
import { connect, readRefusal, type WireClient } from '../testing/wire-client.ts'

let wire: Wire
let visitor: WireClient
const conversation = createId()
const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

beforeEach(async () => {
  wire = await startWire()
  visitor = await wire.visitor()
  await visitor.do('message:send', { conversation, cid: createId(), text: 'Private', start })
})
afterEach(() => wire.close())

/** For every command that names a conversation: a payload about this one. */
const about = (id: string): Partial<Record<CommandName, () => object>> => ({
  'conversation:read': () => ({ conversation: id }),
  'conversation:sync': () => ({ conversation: id, before: null }),
  'message:send': () => ({ conversation: id, cid: createId(), text: 'Let me in', start }),
  'message:edit': () => ({ conversation: id, cid: createId(), target: createId(), text: 'x' }),
  'message:delete': () => ({ conversation: id, cid: createId(), target: createId() }),
  'status:change': () => ({ conversation: id, cid: createId(), to: 'resolved' }),
  'name:give': () => ({ conversation: id, cid: createId(), name: 'x' }),
  'cursor:advance': () => ({ conversation: id, read: 1 }),
  'typing:report': () => ({ conversation: id, typing: true }),
})

test('[A29] a foreign conversation is, by every command that names one, the same as an unknown one', async () => {
  const strangers = [await wire.visitor(), await wire.member('grace'), await wire.visitor({ site: 'globex' })]
  const exits = Object.entries(about(conversation))
  expect(exits.map(([name]) => name).toSorted()).toEqual(
    commands
      .filter(({ access }) => access === 'participant' || access === 'author')
      .map(({ name }) => name)
      .toSorted(),
  )
  for (const stranger of strangers) {
    for (const [name, payload] of exits) {
      const foreign = await stranger.askAnything(name, payload())
      // A visitor who names an unknown conversation with `start` begins it; without, nobody does.
      const unknown = await stranger.askAnything(name, { ...about(createId())[name as CommandName]!(), start: undefined })
      expect({ name, answer: withoutRequest(foreign) }).toEqual({ name, answer: withoutRequest(unknown) })
      expect(foreign).toMatchObject({ ok: false, failure: { code: 'conversation-not-found' } })
    }
    const head = await stranger.do('hello', {
      inbox: null,
      open: [{ conversation, epoch: stranger.welcome.epoch, seq: 1, cid: createId() }],
    })
    expect(head.heads).toEqual([{ conversation, state: 'gone' }])
    await expect(stranger.do('inbox:read', {})).resolves.toMatchObject({ conversations: [] })
  }
})

test('[A29] a cursor of another conversation does not lead past the check', async () => {
  const stranger = await wire.visitor()
  const own = createId()
  await stranger.do('message:send', { conversation: own, cid: createId(), text: 'Mine', start })
  const after = { conversation, epoch: stranger.welcome.epoch, seq: 0, cid: null }
  await expect(stranger.ask('conversation:sync', { conversation: own, after })).resolves.toMatchObject({
    failure: { code: 'payload-invalid', at: '/after/conversation' },
  })
})

test.each([true, ['x'], { $ne: null }, "') OR 1=1--", 1, null, '', '../../etc/passwd', '__proto__'])(
  '[A30] %j in the place of an id is refused as such',
  async (value) => {
    for (const [name, payload] of Object.entries(about(conversation))) {
      const answer = await visitor.askAnything(name, { ...payload(), conversation: value, start: undefined })
      expect(answer).toMatchObject({ ok: false, failure: { code: 'payload-invalid' } })
    }
    const facts = await visitor.askAnything('facts:read', { person: value })
    expect(facts).toMatchObject({ ok: false, failure: { code: 'payload-invalid', at: '/person' } })
  },
)

test('[A30] a card or a session asked for with loose types is refused as such', async () => {
  for (const query of ['site=acme&site=globex&url=x', 'site[$ne]=x&url=x', 'url=x', 'site=acme&url=x&admin=1']) {
    const answer = await fetch(`${wire.url}/v1/card?${query}`)
    expect([query, answer.status, await answer.json()]).toMatchObject([query, 400, { code: 'payload-invalid' }])
  }
  for (const body of [{ token: true }, { token: ['x'] }, { token: { $ne: null } }, [], 'x', { token: 'x', admin: true }, null]) {
    const answer = await fetch(`${wire.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([body, answer.status, await answer.json()]).toMatchObject([body, 400, { code: 'payload-invalid' }])
  }
})

test("[A31] another site's key opens nothing: not from a page of one's own, and not with the secret of a visitor there", async () => {
  const auth = { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() } as const
  await expect(readRefusal(wire.url, auth, { headers: { origin: 'https://globex.example' } })).resolves.toMatchObject({
    code: 'origin-refused',
  })
  const secret = createSecret()
  const there = await wire.visitor({ secret })
  await there.do('message:send', { conversation: createId(), cid: createId(), text: 'On acme', start })
  const elsewhere = await wire.visitor({ secret, site: 'globex' })
  expect(elsewhere.welcome.you).toBeNull()
  await expect(elsewhere.do('inbox:read', {})).resolves.toMatchObject({ conversations: [] })
})

test("[A32] nobody joins another's connections: no command does, whatever it is called", async () => {
  const stranger = await wire.visitor()
  const { person } = await visitor.do('facts:read', {})
  for (const name of ['join', 'subscribe', 'room', 'watch']) {
    await expect(stranger.askAnything(name, `person:${person.id}`)).resolves.toMatchObject({ failure: { code: 'command-unknown' } })
  }
  await visitor.do('message:send', { conversation, cid: createId(), text: 'Still private' })
  await stranger.do('hello', { inbox: null, open: [] })
  expect(stranger.untaken).toEqual([])
})

test('[A36] [P19] socket and HTTP ask the same: a session ended by HTTP ends its connections, and opens none', async () => {
  const cookie = await wire.signIn('ada')
  const auth = { protocol: 1, as: 'member', device: createId() } as const
  const connected = await connect(wire.url, auth, { headers: { cookie } })
  const other = await wire.member('ada')
  expect((await fetch(`${wire.url}/v1/session`, { headers: { cookie } })).status).toBe(200)

  expect((await fetch(`${wire.url}/v1/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(204)
  await expect(connected.next('connection:ending')).resolves.toMatchObject({ code: 'session-required' })
  await connected.gone
  expect((await fetch(`${wire.url}/v1/session`, { headers: { cookie } })).status).toBe(401)
  await expect(readRefusal(wire.url, auth, { headers: { cookie } })).resolves.toMatchObject({ code: 'session-required' })
  await expect(other.do('inbox:read', {})).resolves.toBeTruthy()
})

test("[A36] a page of another origin gets neither a socket nor an answer with a member's cookie", async () => {
  const cookie = await wire.signIn('ada')
  const auth = { protocol: 1, as: 'member', device: createId() } as const
  const foreign = { cookie, origin: 'https://acme.example' }
  await expect(readRefusal(wire.url, auth, { headers: foreign })).resolves.toMatchObject({ code: 'origin-refused' })
  for (const method of ['GET', 'DELETE']) {
    const answer = await fetch(`${wire.url}/v1/session`, { method, headers: foreign })
    expect([method, answer.status, await answer.json()]).toMatchObject([method, 403, { code: 'origin-refused' }])
  }
})

test('[P19] a revoked credential ends its connections and opens no more', async () => {
  const secret = createSecret()
  const [one, other] = [await wire.visitor({ secret }), await wire.visitor({ secret })]
  await one.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await one.do('credential:revoke', null)
  await expect(other.next('connection:ending')).resolves.toMatchObject({ code: 'credential-revoked' })
  await Promise.all([one.gone, other.gone])
  const auth = { protocol: 1, as: 'visitor', site: 'acme', secret, device: createId() } as const
  await expect(readRefusal(wire.url, auth)).resolves.toMatchObject({ code: 'credential-revoked' })
})

test('of a visitor who said nothing there is nothing to revoke: the connections end, and the secret is nobody again', async () => {
  const secret = createSecret()
  const [one, other] = [await wire.visitor({ secret }), await wire.visitor({ secret })]
  await expect(one.ask('credential:revoke', null)).resolves.toEqual({ ok: true, value: null })
  await expect(other.next('connection:ending')).resolves.toMatchObject({ code: 'credential-revoked' })
  await Promise.all([one.gone, other.gone])
  const again = await wire.visitor({ secret })
  expect(again.welcome.you).toBeNull()
})

function withoutRequest(result: unknown): unknown {
  const { failure, ...rest } = result as { failure?: Record<string, unknown> }
  return { ...rest, failure: { ...failure, request: undefined } }
}
