import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts'
import { startWire, type Wire } from '../testing/start-wire.ts'
import type { WireClient } from '../testing/wire-client.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
/** Three bytes a letter: 30 kB a message. */
const long = '€'.repeat(10_000)

let wire: Wire
let clock: FakeClock
let speaker: WireClient
let secret: string
let conversation: string
beforeEach(async () => {
  clock = createFakeClock()
  wire = await startWire({ clock, config: { metrics: { port: 0 }, limits: { commands: 1_000_000 } } })
  secret = createSecret()
  conversation = createId()
  speaker = await wire.visitor({ secret })
  await speaker.do('message:send', { conversation, cid: createId(), text: 'Hi', start })
})
afterEach(async () => {
  // Who polls no more is waited for, for a moment of the clock that stands still here.
  const passing = setInterval(() => clock.pass(1_000), 10)
  await wire.close()
  clearInterval(passing)
})

const say = (text: string): Promise<unknown> => speaker.do('message:send', { conversation, cid: createId(), text })
const auth = () => ({ protocol: 1, as: 'visitor', site: 'acme', secret, device: createId() }) as const

async function readMetric(name: string): Promise<number> {
  const text = await (await fetch(wire.relay.metricsUrl!)).text()
  return Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} (.+)$`, 'm').exec(text)?.[1] ?? 0)
}

/** Says long things until nothing more is sent to who does not read them. */
async function floodUntilStopped(): Promise<void> {
  for (let said = 0; (await readMetric('firsthand_slow_readers')) === 0; said += 25) {
    expect(said).toBeLessThan(2_000)
    await Promise.all(Array.from({ length: 25 }, () => say(long)))
  }
}

test('[P16] [F10] who does not read is sent no more, the others everything, and what waits is bounded', async () => {
  const ada = await wire.member('ada')
  const raw: RawSocket = await openRawSocket(wire.url, auth())
  raw.pause()
  await floodUntilStopped()
  const waiting = await readMetric('firsthand_queued_bytes')
  // One turn's worth may come on top of the mebibyte: those 25 messages.
  expect(waiting).toBeLessThan(1_048_576 + 25 * 40_000)
  for (let index = 0; index < 40; index++) await say(long)
  expect(await readMetric('firsthand_queued_bytes')).toBeLessThanOrEqual(waiting)
  const { head } = await ada.do('conversation:sync', { conversation, before: null, limit: 1 })
  await ada.next('entry:committed', ({ seq }) => seq === head.seq)
  expect(ada.untaken.some(({ name }) => name === 'events:skipped')).toBe(false)

  // It reads again: it is told so once, and then gets what is said from now on.
  raw.resume()
  await expect.poll(() => (clock.pass(250), readMetric('firsthand_slow_readers'))).toBe(0)
  await raw.read((text) => text.includes('events:skipped'))
  await say('And again')
  const came = await raw.read((text) => text.includes('And again'))
  expect(came.match(/events:skipped/g)).toHaveLength(1)
  expect(await readMetric('firsthand_slow_reader_steps_total{step="cut"}')).toBe(0)
  raw.end()
})

test('[P16] who has not read everything after 30 s is cut', async () => {
  const raw = await openRawSocket(wire.url, auth())
  raw.pause()
  await floodUntilStopped()
  expect(await readMetric('firsthand_connections{role="visitor"}')).toBe(2)
  clock.pass(29_000)
  expect(await readMetric('firsthand_connections{role="visitor"}')).toBe(2)
  clock.pass(1_000)
  await expect.poll(() => readMetric('firsthand_connections{role="visitor"}')).toBe(1)
  expect(await readMetric('firsthand_slow_reader_steps_total{step="cut"}')).toBe(1)
  expect(await readMetric('firsthand_queued_bytes')).toBe(0)
  raw.resume()
  await raw.closed
})

test('[P16] who asks without reading the answers is cut at once', async () => {
  await Promise.all(Array.from({ length: 60 }, () => say(long)))
  const raw = await openRawSocket(wire.url, auth())
  raw.pause()
  // 1.8 MB each.
  for (let index = 0; index < 40; index++) raw.send(`42${index}["conversation:sync",${JSON.stringify({ conversation, before: null })}]`)
  await expect.poll(() => readMetric('firsthand_slow_reader_steps_total{step="cut"}')).toBe(1)
  raw.end()
})

test('[P16] who polls and comes no more is sent no more, and who comes back is told', async () => {
  const polling = await openPolling(wire.url, auth())
  await Promise.all(Array.from({ length: 300 }, () => say('Hm')))
  await expect.poll(() => readMetric('firsthand_slow_readers')).toBe(1)
  let came = await polling.poll()
  expect(came.split('entry:committed').length - 1).toBeGreaterThanOrEqual(256)
  expect(came.split('entry:committed').length - 1).toBeLessThanOrEqual(300)
  const next = polling.poll()
  await expect.poll(() => (clock.pass(250), readMetric('firsthand_slow_readers'))).toBe(0)
  came = await next
  expect(came).toContain('events:skipped')
})

test('[P16] a burst that is read is no reason to be told anything', async () => {
  const ada = await wire.member('ada')
  await Promise.all(Array.from({ length: 600 }, () => say('Hm')))
  await ada.next('entry:committed', ({ seq }) => seq === 601)
  clock.pass(1_000)
  expect(await readMetric('firsthand_slow_reader_steps_total{step="stopped"}')).toBe(0)
})

/** A client that polls by hand: it asks when the test does, and not otherwise. */
async function openPolling(url: string, handshake: object): Promise<{ poll(): Promise<string> }> {
  const address = `${url}/v1/socket/?EIO=4&transport=polling`
  const opened = await (await fetch(address)).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  const poll = async (): Promise<string> => (await fetch(`${address}&sid=${sid}`)).text()
  const post = (body: string): Promise<Response> => fetch(`${address}&sid=${sid}`, { method: 'POST', body })
  await post(`40${JSON.stringify(handshake)}`)
  await poll()
  await post('420["hello",{"inbox":null,"open":[]}]')
  await poll()
  return { poll }
}
