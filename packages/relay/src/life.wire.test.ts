import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createId, createSecret, SIGN_IN_FRAGMENT } from '@firsthand/protocol'
import createFastify from 'fastify'
import { expect, test } from 'vitest'
import { memberId } from './directory/member-id.ts'
import { relayPlugin } from './plugin.ts'
import { createMemoryStore } from './store/memory/memory-store.ts'
import { openStore } from './store/open-store.ts'
import { startWire, WIRE_CONFIG } from './testing/start-wire.ts'
import { connect, readRefusal } from './testing/wire-client.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

test('[A43] a whole run at the most talkative log level leaves no token, secret, body, cookie or query in the log', async () => {
  const wire = await startWire()
  const secret = createSecret()
  const text = 'My password is hunter2'
  const conversation = createId()
  const link = await wire.relay.createSignInLink('ada')
  const token = link.split(`#${SIGN_IN_FRAGMENT}=`)[1]!
  const cookie = await wire.signIn('ada')
  const visitor = await wire.visitor({ secret, headers: { 'user-agent': 'agent-smith', referer: 'https://acme.example/?token=referred' } })
  const ada = await connect(wire.url, { protocol: 1, as: 'member', device: createId() }, { headers: { cookie } })
  await visitor.do('message:send', { conversation, cid: createId(), text, start: { ...start, name: 'Kimberly' } })
  await visitor.do('page:visit', { page: { url: 'https://acme.example/engine?token=visited', title: 'Secret title' } })
  await visitor.askAnything('message:send', { conversation, cid: 'wrong', text })
  await visitor.askAnything('message:send', { text, [secret]: token })
  await visitor.askAnything(secret, token)
  await ada.do('message:send', { conversation, cid: createId(), text: `${text} too` })
  await readRefusal(wire.url, { protocol: 1, as: 'visitor', site: 'acme', secret: `${secret}x`, device: createId() })
  await fetch(`${wire.url}/v1/session?token=${token}`, { headers: { cookie } })
  await fetch(`${wire.url}/v1/card?site=acme&url=${encodeURIComponent('https://acme.example/?token=carded')}&key=${secret}`)
  await fetch(`${wire.url}/${token}/${secret}`, { headers: { authorization: `Bearer ${token}` } })
  for (const body of [`{"token":"${token}"}`, `{"token":"${token}"`, `{"token":"${token}","x":1}`]) {
    await fetch(`${wire.url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body })
  }
  await visitor.do('credential:revoke', null)
  await wire.close()

  const log = wire.log.join('\n')
  expect(log).toContain('command not done')
  expect(log).toContain('handshake refused')
  expect(log).toContain('/v1/session')
  const session = cookie.split('=')[1]!
  for (const kept of [
    secret,
    token,
    session,
    'hunter2',
    'Kimberly',
    'Secret title',
    'token=',
    'agent-smith',
    'referred',
    'visited',
    'carded',
  ]) {
    expect(log.includes(kept), `the log has ${kept}`).toBe(false)
  }
})

test('the relay lives in an existing server, beside its routes, and closes with it', async () => {
  const fastify = createFastify()
  fastify.get('/', () => 'the host')
  fastify.post('/form', { schema: { body: { type: 'object', properties: { age: { type: 'integer' } } } } }, (request) => request.body)
  await fastify.register(relayPlugin, {
    config: structuredClone(WIRE_CONFIG) as never,
    store: createMemoryStore(),
    authenticateMember: async (request) => (request.headers['x-host-user'] === 'ada' ? { handle: 'ada', expiresAt: null } : null),
  })
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' })
  expect(fastify.relay.url).toBe(url)
  expect(await (await fetch(url)).text()).toBe('the host')
  // The host's own validation, errors and body parsers are as they were.
  const form = await fetch(`${url}/form`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"age":"7"}' })
  expect(await form.json()).toEqual({ age: 7 })
  expect(await (await fetch(`${url}/nowhere`)).json()).toMatchObject({ statusCode: 404 })

  const visitor = await connect(url, { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() })
  const ada = await connect(url, { protocol: 1, as: 'member', device: createId() }, { headers: { 'x-host-user': 'ada' } })
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await expect(ada.next('entry:committed')).resolves.toMatchObject({ body: { text: 'Hi' } })
  const session = await fetch(`${url}/v1/session`, { headers: { 'x-host-user': 'ada' } })
  expect(await session.json()).toMatchObject({ person: { name: 'Ada Lovelace' }, expiresAt: null })

  await fastify.close()
  await expect(visitor.next('connection:ending')).resolves.toMatchObject({ code: 'draining', retryable: true })
  await Promise.all([visitor.gone, ada.gone])
})

test('[P4] a relay that is told to end answers what it committed, and everything is there when it begins again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'firsthand-life-'))
  const open = async (): Promise<Awaited<ReturnType<typeof startWire>>> => startWire({ store: await openStore({ dataFolder }) })
  const secret = createSecret()
  const conversation = createId()
  const first = await open()
  const visitor = await first.visitor({ secret })
  const sent = Array.from({ length: 50 }, (_, index) =>
    visitor.ask('message:send', { conversation, cid: createId(), text: `${index}`, start }),
  )
  await expect(sent[0]).resolves.toMatchObject({ ok: true, value: { seq: 1 } })
  await first.relay.close()
  // What was not answered before the connection went stays open for ever in a client that does not come again.
  const answers = await Promise.race([Promise.all(sent), visitor.gone.then(() => [])])

  const second = await open()
  const again = await second.visitor({ secret })
  const { entries } = await again.do('conversation:sync', { conversation, before: null })
  const acked = answers.flatMap((answer) => (answer.ok ? [answer.value.cid] : []))
  expect(entries.map(({ cid }) => cid)).toEqual(expect.arrayContaining(acked))
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
  expect(entries.length).toBeGreaterThan(0)
  await second.close()
  await rm(dataFolder, { recursive: true })
})

test('a closing relay takes nothing new and says when it is not ready', async () => {
  const store = createMemoryStore()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const wire = await startWire({
    store: {
      ...store,
      append: async (request) => {
        const committed = await store.append(request)
        await held
        return committed
      },
    },
  })
  const visitor = await wire.visitor()
  const answered = visitor.ask('message:send', { conversation: createId(), cid: createId(), text: 'Under way', start })
  await visitor.do('inbox:read', {})
  const closed = wire.relay.close()
  await expect.poll(() => visitor.ask('inbox:read', {})).toMatchObject({ ok: false, failure: { code: 'draining', retryable: true } })
  release()
  await expect(answered).resolves.toMatchObject({ ok: true })
  await closed
})

test('where the store cannot write, that is what is said, and a bug is logged and named', async () => {
  const broken = createId()
  const store = createMemoryStore()
  const wire = await startWire({
    store: {
      ...store,
      checkHealth: () => Promise.resolve(false),
      readPerson: (person) => (person === broken ? Promise.reject(new Error('a bug')) : store.readPerson(person)),
      readAcquaintances: () => Promise.resolve([memberId('ada')]),
    },
  })
  const ready = await fetch(`${wire.url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, store: 'failing', draining: false }])
  const ada = await wire.member('ada')
  const answer = await ada.ask('facts:read', { person: broken })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'internal', retryable: true } })
  const { request } = (answer as { failure: { request: string } }).failure
  expect(wire.log.some((line) => line.includes(request) && line.includes('a bug'))).toBe(true)
  expect(JSON.stringify(answer)).not.toContain('a bug')
  await wire.close()
})
