import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { createId, createSecret, SOCKET_PATH } from '@firsthand/protocol'
import { startTestRedis, type TestRedis } from '@firsthand/testkit/redis'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasProxy, startProxy, type ProxyName, type TestProxy } from '../testing/start-proxy.ts'
import { startTwoRelays, type TwoRelays } from '../testing/start-two-relays.ts'
import { connect, type WireClient, type WireOptions } from '../testing/wire-client.ts'

/** A client's way in: a certificate nobody knows, and on loopback as many addresses as are wanted. */
const from = (address: string): Agent => new Agent({ rejectUnauthorized: false, localAddress: address, keepAlive: true })
const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

// They are tried where they are installed: `apt-get install nginx-light caddy`.
for (const name of ['nginx', 'caddy'] satisfies ProxyName[]) {
  describe.skipIf(!hasProxy(name))(`two relays behind ${name}, with the file of the examples`, () => {
    let redis: TestRedis
    let relays: TwoRelays
    let proxy: TestProxy
    const clients: WireClient[] = []
    beforeAll(async () => {
      redis = await startTestRedis()
      relays = await startTwoRelays({ redis: redis.url, config: { trustProxy: 1 } })
      proxy = await startProxy(name, [relays.one.url, relays.other.url])
    })
    afterAll(async () => {
      for (const { socket } of clients) socket.disconnect()
      await proxy.close()
      await relays.close()
      await redis.close()
    })

    const visitor = async (options: WireOptions): Promise<WireClient> => {
      const auth = { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() } as const
      const client = await connect(proxy.url, auth, options)
      clients.push(client)
      return client
    }
    const ask = async (
      path: string,
      options: { method?: string; headers?: object; body?: string; address?: string } = {},
    ): Promise<IncomingMessage> => {
      const { method = 'GET', headers = {}, body = '', address = '127.0.0.1' } = options
      const length = { 'content-length': body.length }
      const sent = request(`${proxy.url}${path}`, { method, agent: from(address), headers: { ...headers, ...length } }).end(body)
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      answer.resume()
      return answer
    }
    const connected = (): number[] =>
      [relays.one, relays.other].map(({ log }) => log.filter((line) => line.includes('"msg":"connected"')).length)

    test('who polls stays with one relay by their address alone, both relays have some, and all of them talk', async () => {
      const ada = await connect(
        proxy.url,
        { protocol: 1, as: 'member', device: createId() },
        { headers: { cookie: await relays.one.signIn('ada') }, agent: from('127.0.0.1') },
      )
      clients.push(ada)
      const before = connected()
      for (let host = 1; host <= 16; host++) {
        const kim = await visitor({ transport: 'polling', agent: from(`127.0.0.${host}`) })
        const conversation = createId()
        await kim.do('message:send', { conversation, cid: createId(), text: 'By polling', start })
        await ada.next('entry:committed', (entry) => entry.conversation === conversation)
        await ada.do('message:send', { conversation, cid: createId(), text: 'By WebSocket' })
        await kim.next('entry:committed', ({ seq }) => seq === 2)
      }
      const now = connected().map((count, at) => count - before[at]!)
      expect(Math.min(...now)).toBeGreaterThan(0)
      expect(now[0]! + now[1]!).toBe(16)
    })

    test('WebSockets from one address are shared out among the relays', async () => {
      const before = connected()
      // So many that both get some, however the pollers, who count as well, fell.
      for (let count = 0; count < 24; count++) await visitor({ agent: from('127.0.0.1') })
      const now = connected().map((count, at) => count - before[at]!)
      expect(now[0]! + now[1]!).toBe(24)
      expect(Math.min(...now)).toBeGreaterThan(0)
    })

    test('what began by polling goes on as a WebSocket at the same relay', async () => {
      const auth = { protocol: 1, as: 'visitor', site: 'acme', secret: createSecret(), device: createId() }
      const agent = { agent: from('127.0.0.3') } as object
      const socket = io(proxy.url, {
        path: SOCKET_PATH,
        transports: ['polling', 'websocket'],
        auth,
        forceNew: true,
        reconnection: false,
        ...agent,
      })
      await new Promise<void>((resolve, reject) => {
        socket.io.engine.once('upgrade', () => resolve())
        socket.once('connect_error', reject)
      })
      expect(await socket.emitWithAck('hello', { inbox: null, open: [] })).toMatchObject({ ok: true })
      socket.disconnect()
    })

    test('[A28] an address that a client writes into a header is nobody’s: its sign-ins are counted all the same', async () => {
      const attempt = async (count: number): Promise<number | undefined> => {
        const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${count}`, 'x-real-ip': `10.0.0.${count}` }
        return (await ask('/v1/session', { method: 'POST', headers, body: '{"token":"x"}', address: '127.0.0.7' })).statusCode
      }
      for (let count = 0; count < 30; count++) expect(await attempt(count)).toBe(401)
      expect(await attempt(31)).toBe(429)
    })

    test('what is compressed comes through as it is, what is too large does not, and how a relay does is not told', async () => {
      const card = await ask('/v1/card?site=acme&url=https://acme.example/engine', { headers: { 'accept-encoding': 'gzip, br' } })
      expect([card.statusCode, card.headers['content-encoding']]).toEqual([200, 'br'])
      const headers = { 'content-type': 'application/json' }
      const large = await ask('/v1/session', { method: 'POST', headers, body: JSON.stringify({ token: 'x'.repeat(200_000) }) })
      // The relay refuses it without reading to its end; a proxy that is still sending then may say so in its own words.
      expect([400, 413, 502]).toContain(large.statusCode)
      expect((await ask('/readyz')).statusCode).toBe(404)
      expect((await ask('/healthz')).statusCode).toBe(200)
    })

    test('[P17] when one relay ends, everybody is taken to the other', async () => {
      await relays.one.relay.close()
      for (const transport of ['polling', 'websocket'] as const) {
        const back = await expect
          .poll(() => visitor({ transport, agent: from('127.0.0.5') }).catch(() => null))
          .not.toBeNull()
          .then(() => clients.at(-1)!)
        await expect(back.do('inbox:read', {})).resolves.toBeTruthy()
      }
    })
  })
}
