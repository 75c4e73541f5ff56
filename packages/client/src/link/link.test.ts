import { beforeEach, expect, test } from 'vitest'
import { createFailure, createId, PROTOCOL_VERSION } from '@firsthand/protocol'
import { createFakeClock } from '../test-kit/fake-clock.ts'
import type { FakeClock } from '../test-kit/fake-clock.ts'
import { createModelRelay } from '../test-kit/model-relay.ts'
import type { ModelRelay } from '../test-kit/model-relay.ts'
import { ARRIVES, createNetwork } from '../test-kit/socket-pair.ts'
import type { Network } from '../test-kit/socket-pair.ts'
import { createLink } from './link.ts'
import type { Link } from './link.ts'
import type { WakeEvents } from './wake-hints.ts'

let clock: FakeClock
let relay: ModelRelay
let network: Network
let link: Link
let page: WakeEvents
let listening: boolean
let dice: number

beforeEach(() => {
  clock = createFakeClock()
  relay = createModelRelay(clock.now)
  network = createNetwork(relay, clock)
  dice = 0.5
  link = createLink({
    connector: network.connector,
    clock,
    random: () => dice,
    hints: {
      visible: () => true,
      listen(on) {
        page = on
        listening = true
        return () => (listening = false)
      },
    },
    auth: () => ({ protocol: PROTOCOL_VERSION, as: 'member', device: createId() }),
    hello: () => ({ inbox: null, open: [] }),
  })
})

test('hello is the first command, and nothing counts as online before it was answered', async () => {
  const states: string[] = []
  link.state.subscribe(({ state }) => states.push(state))
  link.open()
  expect(await link.request('facts:read', {})).toMatchObject({ ok: false, failure: { code: 'unreachable' } })
  await clock.advance(100)
  expect(relay.heard.map(({ name }) => name)).toEqual(['hello'])
  expect(states).toEqual(['idle', 'connecting', 'online'])
})

test('[P18] a lost relay is tried again and again, later each time, and the series ends after 5 s of standing', async () => {
  network.up = false
  link.open()
  const waits: number[] = []
  link.state.subscribe((now) => {
    if (now.state === 'waiting') waits.push(now.retryAt - clock.now())
  })
  dice = 0.999_999
  await clock.advance(120_000)
  expect(waits.slice(0, 6).map((wait) => Math.round(wait / 1_000))).toEqual([1, 2, 4, 8, 16, 20])
  network.up = true
  await clock.advance(25_000)
  network.cut()
  await clock.advance(1)
  expect(link.state.value).toMatchObject({ state: 'waiting', attempt: 1 })
  await clock.advance(1_100)
  await clock.advance(4_000)
  network.cut()
  await clock.advance(1)
  expect(link.state.value).toMatchObject({ state: 'waiting', attempt: 2 })
})

test.each([
  ['refused', () => (network.up = false)],
  ['swallowed for 4 s', () => (network.swallow = true)],
])('where a WebSocket is %s, the next attempt polls first, and the one after that does not', async (_, fail) => {
  fail()
  link.open()
  await clock.advance(60_000)
  expect(network.attempts.slice(0, 3).map(({ first }) => first)).toEqual(['websocket', 'polling', 'websocket'])
})

test('a swallowed handshake is given up after 4 s', async () => {
  network.swallow = true
  link.open()
  await clock.advance(3_900)
  expect(link.state.value.state).toBe('connecting')
  await clock.advance(200)
  expect(link.state.value.state).toBe('waiting')
})

test('what polling has opened is opened by polling again', async () => {
  network.up = false
  link.open()
  await clock.advance(10)
  network.up = true
  await clock.advance(10_000)
  network.cut()
  await clock.advance(10_000)
  expect(network.attempts.map(({ first }) => first)).toEqual(['websocket', 'polling', 'polling'])
})

test('a half-open connection is noticed by the silence after a command', async () => {
  link.open()
  await clock.advance(10_000)
  network.swallow = true
  const asked = link.request('facts:read', {})
  await clock.advance(15_000)
  expect(await asked).toMatchObject({ failure: { code: 'unreachable' } })
  expect(link.state.value.state).toBe('waiting')
})

test('[P18] [F5] a connection that died while the page slept is noticed within 5 s of waking', async () => {
  link.open()
  await clock.advance(60_000)
  network.swallow = true
  await clock.advance(600_000)
  page.awake()
  const asked = link.request('facts:read', {})
  network.swallow = false
  await clock.advance(4_900)
  expect(link.state.value.state).toBe('online')
  await clock.advance(200)
  expect(await asked).toMatchObject({ failure: { code: 'unreachable' } })
  await clock.advance(2_000)
  expect(link.state.value.state).toBe('online')
})

test('[P18] the network coming back, or the page coming to sight, ends the wait at once', async () => {
  network.up = false
  link.open()
  await clock.advance(40_000)
  expect(link.state.value.state).toBe('waiting')
  network.up = true
  page.awake()
  await clock.advance(10)
  expect(link.state.value.state).toBe('online')
})

test('[P18] the page that leaves takes its connection down, so that the back/forward cache takes the page, and coming back opens it', async () => {
  link.open()
  await clock.advance(10)
  page.hidden()
  expect(link.state.value.state).toBe('idle')
  expect(relay.connections.size).toBe(0)
  await clock.advance(60_000)
  expect(network.attempts).toHaveLength(1)
  page.awake()
  await clock.advance(10)
  expect(link.state.value.state).toBe('online')
})

test('a refusal that trying again does not mend ends the tries; one that passes is waited out as long as it says', async () => {
  relay.refuseNext('hello', createFailure('draining', { retryAfterMs: 7_000 }))
  link.open()
  await clock.advance(6_900)
  expect(link.state.value.state).toBe('waiting')
  relay.refuseNext('hello', createFailure('protocol-unsupported'))
  await clock.advance(60_000)
  expect(link.state.value).toMatchObject({ state: 'refused', failure: { code: 'protocol-unsupported' } })
  expect(network.attempts).toHaveLength(2)
  link.open()
  await clock.advance(100)
  expect(link.state.value.state).toBe('online')
})

test('the reason a relay gives before it closes counts when it closes', async () => {
  link.open()
  await clock.advance(100)
  for (const connection of relay.connections) connection.tell('connection:ending', createFailure('session-required'))
  await clock.advance(10)
  network.cut()
  expect(link.state.value).toMatchObject({ state: 'refused', failure: { code: 'session-required' } })
})

test('[F12] a page that was frozen while it connected says hello too late, and the next time soon enough', async () => {
  link.open()
  await clock.advance(100)
  for (const connection of relay.connections) connection.tell('connection:ending', createFailure('hello-required'))
  await clock.advance(10)
  network.cut()
  expect(link.state.value.state).toBe('waiting')
  await clock.advance(2_000)
  expect(link.state.value.state).toBe('online')
})

test('[P16] told that it missed events, a client says hello again on the connection that stands', async () => {
  link.open()
  await clock.advance(100)
  const welcomes: number[] = []
  link.on('welcome', ({ serverTime }) => welcomes.push(serverTime))
  for (const connection of relay.connections) connection.tell('events:skipped', { since: clock.now() })
  await clock.advance(100)
  expect(relay.heard.map(({ name }) => name)).toEqual(['hello', 'hello'])
  expect(welcomes).toHaveLength(1)
  expect([link.state.value, network.attempts.length]).toEqual([{ state: 'online' }, 1])
})

test('a command that may be repeated is, while the relay says later; and is left to the next connection when this one is lost', async () => {
  link.open()
  await clock.advance(100)
  relay.refuseNext('facts:read', createFailure('store-unavailable'))
  relay.refuseNext('facts:read', createFailure('rate-limited', { retryAfterMs: 3_000 }))
  const asked = link.insist('facts:read', {})
  await clock.advance(10_000)
  expect(await asked).toMatchObject({ ok: true })
  relay.refuseNext('facts:read', createFailure('store-unavailable'))
  const lost = link.insist('facts:read', {})
  await clock.advance(10)
  network.cut()
  await clock.advance(10)
  expect(await lost).toMatchObject({ failure: { code: 'unreachable' } })
})

test('[P8] however often the relay said later, a command is tried again within the ten seconds in which what was missed heals', async () => {
  dice = 0.99
  link.open()
  await clock.advance(100)
  for (let times = 0; times < 8; times++) relay.refuseNext('facts:read', createFailure('store-unavailable'))
  const asked = link.insist('facts:read', {})
  await clock.advance(8 * 8_500)
  expect(await asked).toMatchObject({ ok: true })
})

test.each([
  ['while connecting', 0],
  ['while online', 100],
  ['while waiting', 40_000],
])('closing %s leaves no timer, listener or connection', async (_, ms) => {
  if (ms > 1_000) network.up = false
  link.open()
  await clock.advance(ms)
  void link.request('facts:read', {})
  link.close()
  await clock.advance(5)
  expect(clock.timers).toBe(0)
  expect(listening).toBe(false)
  expect(relay.connections.size).toBe(0)
  link.open()
  expect(link.state.value).toEqual({ state: 'closed' })
})

test('frames that arrive late from a connection that was left are nobody’s', async () => {
  link.open()
  await clock.advance(100)
  network.fates = () => ({ ...ARRIVES, delayMs: 500 })
  const asked = link.request('facts:read', {})
  link.restart()
  expect(await asked).toMatchObject({ failure: { code: 'unreachable' } })
  await clock.advance(5_000)
  expect(link.state.value.state).toBe('online')
})
