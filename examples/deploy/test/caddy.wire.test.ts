import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, createRelay, readConfig, type Relay } from '@firsthand/relay'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

const folder = join(import.meta.dirname, '..')

/** One relay behind Caddy, with the very file of this folder: everything in it that differs between sites is said in the environment. */
describe.skipIf(!hasCaddy())('one relay behind Caddy', () => {
  let relay: Relay
  let caddy: ChildProcess
  let url: string
  const home = mkdtempSync(join(tmpdir(), 'firsthand-caddy-'))

  beforeAll(async () => {
    const port = await findFreePort()
    url = `http://127.0.0.1:${port}`
    const config = await readConfig({ file: join(folder, 'firsthand.config.example.json'), env: {} })
    relay = await createRelay({
      config: { ...config, port: 0, publicUrl: url, trustProxy: 1, logLevel: 'silent' },
      store: createMemoryStore(),
    })
    await relay.listen()
    const { port: behind } = relay.fastify.server.address() as AddressInfo
    caddy = spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        CADDY_ADMIN: `unix/${home}/admin.sock`,
        FIRSTHAND_DOMAIN: url,
        FIRSTHAND_RELAY: `127.0.0.1:${behind}`,
      },
    })
    await vi.waitFor(() => fetch(`${url}/healthz`), 20_000)
  })
  afterAll(async () => {
    const gone = once(caddy, 'exit')
    caddy.kill('SIGKILL')
    await gone
    await relay.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('a conversation goes through it over a WebSocket', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/socket/?EIO=4&transport=websocket`)
    const came: string[] = []
    socket.addEventListener('message', ({ data }) => void came.push(String(data)))
    const heard = (start: string): Promise<void> =>
      expect.poll(() => came.find((text) => text.startsWith(start)) ?? came).toEqual(expect.stringContaining(start))
    await heard('0{')
    const auth = { protocol: 1, as: 'visitor', site: 'example', secret: 'x'.repeat(43), device: crypto.randomUUID() }
    socket.send(`40${JSON.stringify(auth)}`)
    await heard('40{')
    socket.send('420["hello",{"inbox":null,"open":[]}]')
    await heard('430[{"ok":true')
    const start = { kind: 'chat', about: { url: 'https://www.example.com/' } }
    const message = { conversation: crypto.randomUUID(), cid: crypto.randomUUID(), text: 'Hello', start }
    socket.send(`421["message:send",${JSON.stringify(message)}]`)
    await heard('431[{"ok":true')
    socket.close()
  })

  test('how the relay does is not told to the world, and what is too large does not reach it', async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(404)
    const large = { method: 'POST', headers: { 'content-type': 'application/json' }, body: ' '.repeat(300_000) }
    expect((await fetch(`${url}/v1/session`, large)).ok).toBe(false)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test('[A28] an address that a client makes up is not believed: it does not escape the limit of sign-ins', async () => {
    const statuses: number[] = []
    for (let tried = 0; tried < 32; tried++) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${tried}` }
      const answer = await fetch(`${url}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token: 'x'.repeat(43) }) })
      statuses.push(answer.status)
    }
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
  })
})

function hasCaddy(): boolean {
  try {
    execFileSync('caddy', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
