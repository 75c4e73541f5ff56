import { afterEach, beforeEach, expect, test } from 'vitest'
import { memberId } from '@firsthand/relay'
import { startFaultProxy, startTestRelay } from '@firsthand/testkit'
import type { FaultProxy, TestRelay } from '@firsthand/testkit'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Client, ConversationModel, MessageItem } from './client.ts'
import { createClient } from './create-client.ts'
import type { Keep } from './keep/keep.ts'
import { createMemoryKeep } from './keep/memory-keep.ts'
import { createSocketIoConnector } from './link/socket-io-connector.ts'

const ABOUT = { subject: 'engine', url: 'https://acme.example/engine' }
const ORIGIN = { origin: 'https://acme.example' }

let relay: TestRelay
let proxy: FaultProxy
let closers: (() => Promise<void>)[]

beforeEach(async () => {
  closers = []
  relay = await startTestRelay({
    config: {
      members: [{ handle: 'ada', name: 'Ada Lovelace' }],
      sites: [
        {
          key: 'acme',
          name: 'Acme',
          origins: [ORIGIN.origin],
          fallback: 'ada',
          subjects: [{ key: 'engine', kind: 'product', title: 'The engine', url: ABOUT.url, owner: 'ada' }],
        },
      ],
    },
  })
  proxy = await startFaultProxy({ to: relay.port })
})

afterEach(async () => {
  await Promise.all(closers.map((close) => close()))
  await proxy.close()
  await relay.close()
})

function openVisitor(keep: Keep = createMemoryKeep()): Client {
  const address = `http://127.0.0.1:${proxy.port}`
  const client = createClient({
    relay: address,
    identity: { as: 'visitor', site: 'acme' },
    keep,
    connector: createSocketIoConnector(address, { headers: ORIGIN }),
  })
  closers.push(client.close)
  client.connect()
  return client
}

async function openOwner(): Promise<Client> {
  const token = (await relay.createSignInLink('ada')).split('=').at(-1)
  const answer = await fetch(`${relay.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  const client = createClient({
    relay: relay.url,
    identity: { as: 'member', person: memberId('ada') },
    keep: createMemoryKeep(),
    connector: createSocketIoConnector(relay.url, { headers: { cookie, origin: relay.url } }),
  })
  closers.push(client.close)
  client.connect()
  return client
}

/** Resolves once a signal holds what is waited for. */
function until<Value>(signal: ReadonlySignal<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return new Promise((resolve) => {
    const ends: (() => void)[] = []
    const end = signal.subscribe((value) => {
      if (!holds(value)) return
      resolve(value)
      queueMicrotask(() => ends.forEach((one) => one()))
    })
    ends.push(end)
  })
}

const committed = (conversation: ConversationModel, texts: string[]): Promise<unknown> =>
  until(conversation.timeline, (items) => {
    const messages = items.filter((item): item is MessageItem => item.kind === 'message')
    return messages.length === texts.length && messages.every((item, index) => item.seq !== null && item.text === texts[index])
  })

test('a visitor and the owner talk over a real relay, with edits, receipts, presence and facts', async () => {
  const owner = await openOwner()
  const visitor = openVisitor()
  const card = visitor.watchSubject(ABOUT)
  expect((await until(card.card, (now) => now !== null))!.owner.name).toBe('Ada Lovelace')
  owner.reportActivity(true)
  const said = visitor.startConversation(ABOUT, { url: `${ABOUT.url}?token=x`, title: 'The engine' })
  await said.giveName('Charles')
  await said.send('Does it compute?')
  const [listed] = await until(owner.inbox.conversations, (list) => list.length === 1)
  expect(listed).toMatchObject({ id: said.id, unread: 1, subject: { key: 'engine' }, page: { url: ABOUT.url } })
  const there = owner.openConversation(said.id)
  await committed(there, ['Does it compute?'])
  there.markRead()
  await until(said.timeline, ([item]) => item?.kind === 'message' && item.delivery.state === 'read')
  await there.send('It dos.')
  await committed(said, ['Does it compute?', 'It dos.'])
  const answer = there.timeline.value.at(-1) as MessageItem
  await there.edit(answer.cid, 'It does.')
  await committed(said, ['Does it compute?', 'It does.'])
  await until(card.availability, ({ hereUntil }) => hereUntil !== null)
  visitor.visit({ url: 'https://acme.example/other#token', title: 'Other' })
  await until(owner.pageOf(visitor.you.value!.id), (page) => page?.url === 'https://acme.example/other')
  expect(await owner.readFacts(visitor.you.value!.id)).toEqual(await visitor.readFacts())
  await there.changeStatus('resolved')
  await until(said.conversation, (conversation) => conversation?.status === 'resolved')
  expect(visitor.you.value).toMatchObject({ name: 'Charles', kind: 'anonymous' })
})

test.each(['refuse', 'swallow'] as const)('where a proxy would %s a WebSocket, the next attempt polls', async (fate) => {
  proxy.set({ mode: 'upgrades', fate })
  const visitor = openVisitor()
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await committed(said, ['Hello?'])
  expect(proxy.upgrades).toBeGreaterThan(0)
})

test('[P18] a relay that is killed between two messages costs nothing: both sides come back by themselves', async () => {
  const owner = await openOwner()
  const visitor = openVisitor()
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await until(owner.inbox.conversations, (list) => list.length === 1)
  const there = owner.openConversation(said.id)
  await committed(there, ['one'])
  await relay.kill()
  await said.send('two')
  await there.send('three')
  await relay.restart()
  await until(said.timeline, (items) => items.length === 3 && items.every((item) => item.seq !== null))
  await until(there.timeline, (items) => items.length === 3 && items.every((item) => item.seq !== null))
  expect(said.timeline.value.map((item) => item.key).length).toBe(new Set(said.timeline.value.map((item) => item.key)).size)
  const texts = (model: ConversationModel): (string | null)[] => model.timeline.value.map((item) => (item as MessageItem).text)
  expect(texts(said)).toEqual(texts(there))
  expect(new Set(texts(said))).toEqual(new Set(['one', 'two', 'three']))
})

test('[P2] the link cut again and again while sending leaves each message once, in the order it was said', async () => {
  const visitor = openVisitor()
  const said = visitor.startConversation(ABOUT)
  const texts = Array.from({ length: 20 }, (_, index) => `m${index}`)
  for (const text of texts) {
    await said.send(text)
    if (text.endsWith('5')) proxy.cut()
  }
  await committed(said, texts)
  expect(visitor.inbox.conversations.value).toHaveLength(1)
})

test('[P11] a revoked credential is void on the relay as well', async () => {
  const keep = createMemoryKeep()
  const visitor = openVisitor(keep)
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await committed(said, ['Hello?'])
  const id = said.id
  expect(await visitor.forget()).toEqual({ ok: true, value: null })
  await until(visitor.connection, ({ state }) => state === 'online')
  expect(visitor.you.value).toBeNull()
  await until(visitor.openConversation(id).state, (state) => state === 'gone')
})

test('a closed client lets the process go: no socket stays open', async () => {
  const visitor = openVisitor()
  await until(visitor.connection, ({ state }) => state === 'online')
  await visitor.close()
  await expect.poll(() => proxy.connections).toBe(0)
})
