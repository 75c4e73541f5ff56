import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'

let server: Server
let proxy: FaultProxy
beforeEach(async () => {
  server = createServer((_, response) => response.end('through')).listen(0, '127.0.0.1')
  server.on('upgrade', (_, socket) => socket.on('error', () => undefined).end('HTTP/1.1 101 Switching Protocols\r\n\r\n'))
  await once(server, 'listening')
  proxy = await startFaultProxy({ to: (server.address() as AddressInfo).port })
})
afterEach(async () => {
  await proxy.close()
  server.close()
  server.closeAllConnections()
})

const ask = async (): Promise<string> => (await fetch(`http://127.0.0.1:${proxy.port}/`, { headers: { connection: 'close' } })).text()
const upgrade = async (): Promise<string> => {
  const socket = connect(proxy.port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  const [chunk] = await once(socket, 'data')
  socket.destroy()
  return String(chunk).split('\r\n')[0] ?? ''
}

it('passes bytes both ways', async () => {
  expect(await ask()).toBe('through')
  expect(await upgrade()).toBe('HTTP/1.1 101 Switching Protocols')
})

it('refuses connections until it is told to pass them again', async () => {
  proxy.set({ mode: 'refuse' })
  await expect(ask()).rejects.toThrow('fetch failed')
  proxy.set({ mode: 'pass' })
  expect(await ask()).toBe('through')
})

it('refuses upgrades alone', async () => {
  proxy.set({ mode: 'upgrades', fate: 'refuse' })
  expect(await upgrade()).toBe('HTTP/1.1 400 Bad Request')
  expect(await ask()).toBe('through')
  expect(proxy.upgrades).toBe(1)
})

/** Says which came first: an answer, or the end of the connection without one. */
const outcome = (socket: Socket): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>()
  socket.on('data', () => resolve('answered'))
  socket.on('error', () => resolve('cut'))
  return promise
}
const connected = async (): Promise<Socket> => {
  const socket = connect(proxy.port, '127.0.0.1')
  while (proxy.connections === 0) await new Promise(setImmediate)
  return socket
}

it('swallows upgrades without an answer, and lets other requests through meanwhile', async () => {
  proxy.set({ mode: 'upgrades', fate: 'swallow' })
  const socket = await connected()
  const fate = outcome(socket)
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  expect(await ask()).toBe('through')
  expect(proxy.upgrades).toBe(1)
  proxy.cut()
  expect(await fate).toBe('cut')
})

it('takes connections and never answers them', async () => {
  proxy.set({ mode: 'swallow' })
  const socket = await connected()
  const fate = outcome(socket)
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  proxy.set({ mode: 'pass' })
  expect(await ask()).toBe('through')
  proxy.cut()
  expect(await fate).toBe('cut')
})

it('cuts what stands', async () => {
  const socket = await connected()
  const fate = outcome(socket)
  proxy.cut()
  expect(await fate).toBe('cut')
})

it('delays what passes', async () => {
  proxy.set({ mode: 'pass', latencyMs: 30 })
  const from = performance.now()
  expect(await ask()).toBe('through')
  expect(performance.now() - from).toBeGreaterThan(55)
})
