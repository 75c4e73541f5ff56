import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'

/** What a side has heard, and how its connection ended. */
interface Ear {
  socket: Socket
  chunks: Buffer[]
  text(): string
  /** Resolves once so many bytes have come. */
  has(bytes: number): Promise<void>
  ended: Promise<'end' | 'reset'>
}

let server: Server
let proxy: FaultProxy
let opened: Ear[]
beforeEach(async () => {
  opened = []
  server = createServer({ noDelay: true, allowHalfOpen: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startFaultProxy({ to: (server.address() as AddressInfo).port, seed: 7 })
})
afterEach(async () => {
  for (const { socket } of opened) socket.destroy()
  await proxy.close()
  server.close()
})

function listenTo(socket: Socket): Ear {
  const chunks: Buffer[] = []
  const ended = new Promise<'end' | 'reset'>((resolve) => {
    socket.on('end', () => resolve('end'))
    socket.on('error', () => resolve('reset'))
  })
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  const text = (): string => Buffer.concat(chunks).toString()
  const ear: Ear = {
    socket,
    chunks,
    text,
    ended,
    async has(bytes) {
      while (text().length < bytes) await once(socket, 'data')
    },
  }
  opened.push(ear)
  return ear
}

/** A client and the server's end of its connection. */
async function join(): Promise<[client: Ear, server: Ear]> {
  const arrives = once(server, 'connection')
  const client = connect({ port: proxy.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  const [there] = (await arrives) as [Socket]
  return [listenTo(client), listenTo(there)]
}

it('delays one direction and leaves the other alone', async () => {
  const [client, there] = await join()
  proxy.set({ mode: 'pass', down: { latencyMs: 60 } })
  const from = performance.now()
  client.socket.write('up')
  await there.has(2)
  const up = performance.now() - from
  there.socket.write('down')
  await client.has(4)
  expect(performance.now() - from - up).toBeGreaterThan(55)
})

it('keeps the order of what it delays by chance', async () => {
  proxy.set({ mode: 'pass', latencyMs: 10, jitterMs: 10 })
  const [client, there] = await join()
  const said = Array.from({ length: 40 }, (_, at) => `${at};`)
  for (const one of said) {
    client.socket.write(one)
    await new Promise(setImmediate)
  }
  await there.has(said.join('').length)
  expect(there.text()).toBe(said.join(''))
})

it('passes no more bytes in a second than it is told', async () => {
  proxy.set({ mode: 'pass', up: { bytesPerSecond: 20_000 } })
  const [client, there] = await join()
  const from = performance.now()
  client.socket.write('x'.repeat(4_000))
  await there.has(4_000)
  expect(performance.now() - from).toBeGreaterThan(190)
})

it('lets a sender wait who is faster than the link', async () => {
  proxy.set({ mode: 'pass', up: { bytesPerSecond: 100 } })
  const [client] = await join()
  // More than the lane and every buffer of the system between hold.
  const taken = client.socket.write(Buffer.alloc(64 * 1024 * 1024), () => undefined)
  expect(taken).toBe(false)
  expect(client.socket.writableLength).toBeGreaterThan(0)
})

it('cuts what passes into slices', async () => {
  proxy.set({ mode: 'pass', up: { sliceBytes: 1 } })
  const [client, there] = await join()
  client.socket.write('slice')
  await there.has(5)
  expect(there.text()).toBe('slice')
  expect(there.chunks.length).toBeGreaterThan(1)
})

it('leaves a link half open: one direction lives, and nobody hears of the other', async () => {
  const [client, there] = await join()
  proxy.strand('up')
  client.socket.write('into the void')
  there.socket.write('still heard')
  await client.has(11)
  client.socket.destroy()
  const [next, nextThere] = await join()
  next.socket.write('a new link')
  await nextThere.has(10)
  expect(there.text()).toBe('')
  expect(await Promise.race([there.ended, Promise.resolve('stands')])).toBe('stands')
})

it('swallows what comes over new connections too where the mode says so', async () => {
  proxy.set({ mode: 'pass', up: { blackhole: true } })
  const [client, there] = await join()
  client.socket.write('into the void')
  there.socket.write('heard')
  await client.has(5)
  proxy.set({ mode: 'pass' })
  client.socket.write('heard, too')
  await there.has(10)
  expect(there.text()).toBe('heard, too')
})

it('resets a connection after so many bytes', async () => {
  proxy.set({ mode: 'pass', down: { cutAfterBytes: 6 } })
  const [client, there] = await join()
  there.socket.write('before|after')
  expect(await client.ended).toBe('reset')
  expect(await there.ended).toBe('reset')
  expect(client.text().length).toBeLessThanOrEqual(6)
})

it('resets a connection when certain bytes come, and lets them through to nobody', async () => {
  const [client, there] = await join()
  const cut = proxy.cutAt('down', '{"ok":true')
  there.socket.write('430[{"ok":false}]')
  await client.has(17)
  // In two chunks: what is looked for may be cut anywhere.
  there.socket.write('431[{"ok"')
  await client.has(26)
  there.socket.write(':true}]')
  await cut
  expect(await client.ended).toBe('reset')
  expect(client.text()).not.toContain('true')
  const [next, nextThere] = await join()
  nextThere.socket.write('431[{"ok":true}]')
  await next.has(16)
  expect(next.text()).toBe('431[{"ok":true}]')
})

it('resets each connection again and again, at moments that a seed gives', async () => {
  const [standing] = await join()
  proxy.set({ mode: 'pass', resetEveryMs: [5, 15] })
  expect(await standing.ended).toBe('reset')
  const [next] = await join()
  expect(await next.ended).toBe('reset')
  expect(proxy.accepted).toBe(2)
})
