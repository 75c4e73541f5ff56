import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, expect, test } from 'vitest'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { openRawSocket } from '../testing/raw-socket.ts'
import { startWire } from '../testing/start-wire.ts'
import { connect, readRefusal, type WireClient } from '../testing/wire-client.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
const say = (): { conversation: string; cid: string; text: string; start: typeof start } => ({
  conversation: createId(),
  cid: createId(),
  text: 'Hi',
  start,
})

const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/** A relay in a process of its own, and how it ends. */
async function startProcess(
  ...hangs: string[]
): Promise<{ child: ChildProcess; url: string; ended: Promise<[number | null, string | null]> }> {
  const child = fork(join(import.meta.dirname, '../testing/relay-process.ts'), hangs, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  children.push(child)
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const [url] = (await once(child, 'message')) as [string]
  return { child, url, ended }
}

const open = (url: string, transport: 'websocket' | 'polling' = 'websocket'): Promise<WireClient> =>
  connect(url, { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() }, { transport })

test('[P17] a relay that is told to end is not ready, takes nothing new, and acks what is under way', async () => {
  const store = createMemoryStore()
  const held = Promise.withResolvers<void>()
  const wire = await startWire({ store: { ...store, append: (request) => held.promise.then(() => store.append(request)) } })
  const visitor = await wire.visitor()
  const answered = visitor.ask('message:send', say())
  await visitor.do('inbox:read', {})
  const closed = wire.relay.close()
  await expect.poll(() => visitor.ask('message:send', say())).toMatchObject({ ok: false, failure: { code: 'draining', retryable: true } })
  const ready = await fetch(`${wire.url}/readyz`)
  expect([ready.status, await ready.json()]).toMatchObject([503, { ready: false, draining: true }])
  expect((await fetch(`${wire.url}/healthz`)).status).toBe(200)
  const auth = { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() } as const
  await expect(readRefusal(wire.url, auth)).resolves.toMatchObject({ code: 'draining', retryable: true })
  held.resolve()
  await expect(answered).resolves.toMatchObject({ ok: true, value: { seq: 1 } })
  await closed
})

test('[P17] clients are told to come back at different times', async () => {
  // The clock stands still: on a busy machine, too, everybody has the time to hear of it.
  const wire = await startWire({ clock: createFakeClock() })
  const clients = await Promise.all(
    Array.from({ length: 24 }, (_, index) => wire.visitor({ transport: index % 2 ? 'polling' : 'websocket' })),
  )
  const told = Promise.all(clients.map((client) => client.next('connection:ending')))
  await wire.relay.close()
  const waits = (await told).map(({ code, retryAfterMs }) => (code === 'draining' ? retryAfterMs! : NaN))
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(0)
    expect(wait).toBeLessThan(500)
  }
  // Chance gives 24 of 500 the same with a probability of 10⁻⁶².
  expect(new Set(waits).size).toBeGreaterThan(1)
  await Promise.all(clients.map((client) => client.gone))
})

test('[P17] a store that neither answers nor closes does not keep the relay from ending', async () => {
  const clock = createFakeClock()
  const never = new Promise<never>(() => undefined)
  const wire = await startWire({ clock, store: { ...createMemoryStore(), append: () => never, close: () => never } })
  const visitor = await wire.visitor()
  void visitor.ask('message:send', say())
  await visitor.do('inbox:read', {})
  let closed = false
  const closing = wire.relay.close().then(() => (closed = true))
  await expect.poll(() => visitor.ask('inbox:read', {})).toMatchObject({ failure: { code: 'draining' } })
  clock.pass(6_999)
  expect(visitor.socket.connected).toBe(true)
  clock.pass(1)
  await visitor.gone
  await expect.poll(() => (clock.pass(1_000), closed)).toBe(true)
  await closing
  expect(wire.log.some((line) => line.includes('the store does not close'))).toBe(true)
})

test('[P17] SIGTERM ends a process with 0, whoever does not close and whoever polls', async () => {
  const { child, url, ended } = await startProcess()
  const secret = createSecret()
  await openRawSocket(url, { protocol: 1, as: 'visitor', site: 'acme', secret, device: createId() })
  const [socket, polling] = await Promise.all([open(url), open(url, 'polling')])
  await socket.do('message:send', say())
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  await Promise.all([socket.gone, polling.gone])
})

test('[P17] signals of one moment are one request, and a later one ends the process at once', async () => {
  const { child, url, ended } = await startProcess('append', 'close')
  const visitor = await open(url)
  void visitor.ask('message:send', say())
  await visitor.do('inbox:read', {})
  child.kill('SIGINT')
  child.kill('SIGTERM')
  await expect.poll(() => visitor.ask('inbox:read', {})).toMatchObject({ failure: { code: 'draining' } })
  await expect.poll(() => (child.kill('SIGTERM'), child.exitCode)).toBe(143)
  await ended
})
