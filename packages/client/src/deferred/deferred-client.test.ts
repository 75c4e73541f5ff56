import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client, MessageItem } from '../client.ts'
import { createClient } from '../create-client.ts'
import type { ClientOptions } from '../create-client.ts'
import { createMemoryKeep } from '../keep/memory-keep.ts'
import { createFakeClock } from '../test-kit/fake-clock.ts'
import type { FakeClock } from '../test-kit/fake-clock.ts'
import { createModelRelay } from '../test-kit/model-relay.ts'
import type { ModelRelay } from '../test-kit/model-relay.ts'
import { createNetwork } from '../test-kit/socket-pair.ts'
import { createDeferredClient } from './deferred-client.ts'

const ABOUT = { subject: 'scissors', url: 'https://acme.example/scissors' }

let clock: FakeClock
let relay: ModelRelay
let options: ClientOptions
let client: Client
let loads: { succeed(): void; fail(): void }[]

beforeEach(() => {
  clock = createFakeClock()
  relay = createModelRelay(clock.now)
  loads = []
  options = {
    relay: 'https://relay.example',
    identity: { as: 'visitor', site: 'acme' },
    connector: createNetwork(relay, clock).connector,
    keep: createMemoryKeep(),
    clock,
    random: () => 0.5,
  }
  client = createDeferredClient(options, () => {
    const { promise, resolve, reject } = Promise.withResolvers<{ createClient: typeof createClient }>()
    loads.push({ succeed: () => resolve({ createClient }), fail: () => reject(new TypeError('Failed to fetch')) })
    return promise
  })
})

afterEach(() => client.close())

test('what is said before the code is there shows as waiting, is not called kept, and then goes out once and in order', async () => {
  client.connect()
  const said = client.startConversation(ABOUT)
  const { id } = said
  const shown: string[] = []
  const end = said.timeline.subscribe((items) => shown.push(items.map((item) => (item as MessageItem).text).join(' ')))
  const sent = [said.send('one'), said.send('two')]
  expect(said.timeline.value).toMatchObject([
    { text: 'one', own: true, delivery: { state: 'waiting' } },
    { text: 'two', own: true, delivery: { state: 'waiting' } },
  ])
  expect(client.storage.value).toBe('memory')
  loads[0]!.succeed()
  await clock.advance(5_000)
  await Promise.all(sent)
  expect(said.id).toBe(id)
  expect(client.storage.value).toBe('kept')
  expect(said.timeline.value).toMatchObject([
    { text: 'one', seq: 1 },
    { text: 'two', seq: 2 },
  ])
  expect(new Set(shown)).toEqual(new Set(['', 'one', 'one two']))
  expect(client.openConversation(id)).toBe(said)
  end()
})

test('signals, questions and subscriptions from before the arrival hold after it', async () => {
  const card = client.watchSubject(ABOUT)
  const heard: string[] = []
  client.on('message-sent', () => heard.push('kept'))
  client.on('message-sent', () => heard.push('taken off'))()
  client.visit({ url: ABOUT.url, title: 'Scissors' })
  expect(client.connection.value).toEqual({ state: 'idle' })
  client.connect()
  expect(client.connection.value).toEqual({ state: 'connecting', attempt: 1 })
  loads[0]!.succeed()
  await clock.advance(100)
  expect(client.connection.value).toEqual({ state: 'online' })
  expect(card.card.value?.owner.name).toBe('Ada')
  expect(relay.heard.some(({ name }) => name === 'page:visit')).toBe(true)
  await client.startConversation(ABOUT).send('Hello?')
  await clock.advance(1_000)
  expect(heard).toEqual(['kept'])
  expect(client.inbox.conversations.value).toHaveLength(1)
})

test('code that cannot be had is asked for again, later each time, and the screen can say so', async () => {
  client.connect()
  loads[0]!.fail()
  await clock.advance(0)
  expect(client.connection.value).toMatchObject({ state: 'waiting', attempt: 1 })
  await clock.advance(1_000)
  loads[1]!.fail()
  await clock.advance(0)
  expect(client.connection.value).toMatchObject({ state: 'waiting', attempt: 2 })
  await clock.advance(2_000)
  loads[2]!.succeed()
  await clock.advance(100)
  expect(client.connection.value).toEqual({ state: 'online' })
})

test.each([
  ['while the code is on its way', () => {}, () => loads[0]!.succeed()],
  ['while the code is on its way, which then fails,', () => {}, () => loads[0]!.fail()],
  ['while waiting to ask again', () => loads[0]!.fail(), () => {}],
])('closed %s, it leaves nothing behind and never connects', async (_, before, after) => {
  client.connect()
  before()
  await clock.advance(0)
  await client.close()
  after()
  await clock.advance(60_000)
  expect(client.connection.value).toEqual({ state: 'closed' })
  expect(clock.timers).toBe(0)
  expect(relay.connections.size).toBe(0)
})

test('closed after the arrival, it closes the client that came', async () => {
  client.connect()
  loads[0]!.succeed()
  await clock.advance(100)
  await client.close()
  await clock.advance(10)
  expect(clock.timers).toBe(0)
  expect(relay.connections.size).toBe(0)
})
