import { createId, createSecret, LIMITS, SOCKET_PATH } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRawSocket, readUpgradeStatus } from '../testing/raw-socket.ts'
import { startWire, type Wire } from '../testing/start-wire.ts'
import { connect, readRefusal } from '../testing/wire-client.ts'

let wire: Wire
beforeEach(async () => {
  wire = await startWire()
})
afterEach(async () => {
  // Whatever was thrown at it: it still talks with everybody else, or this throws.
  const visitor = await wire.visitor()
  await visitor.do('inbox:read', {})
  await wire.close()
})

const createAuth = (): { protocol: 1; as: 'visitor'; site: string; secret: string; device: string } => ({
  protocol: 1,
  as: 'visitor',
  site: 'acme',
  secret: createSecret(),
  device: createId(),
})
const openPolling = (headers: Record<string, string> = {}, query = ''): Promise<Response> =>
  fetch(`${wire.url}${SOCKET_PATH}/?EIO=4&transport=polling${query}`, { headers })

test.each([
  'https://evil',
  'https://acme.example.evil',
  'https://xacme.example',
  'http://acme.example',
  'https://acme.example:8443',
  'https://acme.example`',
  'https://acme.example$',
  'https://acme.example/',
  'HTTPS://ACME.EXAMPLE',
  'https://acme.example, https://evil',
  'null',
  '*',
  'file://',
])('[A16] [A17] origin %j gets no socket, upgraded or polled', async (origin) => {
  await expect(readUpgradeStatus(wire.url, { origin })).resolves.toMatch(/ 40[03] /)
  const polled = await openPolling({ origin })
  expect(polled.status).toBe(403)
  expect(polled.headers.get('access-control-allow-origin')).toBeNull()
})

test('[A16] a browser that withholds its origin gets no socket', async () => {
  for (const site of ['cross-site', 'same-site']) {
    await expect(readUpgradeStatus(wire.url, { 'sec-fetch-site': site })).resolves.toMatch(/ 40[03] /)
  }
})

test("the site's own pages, the relay's own and programs that are no browser get one", async () => {
  for (const headers of [{ origin: 'https://acme.example' }, { origin: wire.url }, {}] as Record<string, string>[]) {
    const visitor = await connect(wire.url, createAuth(), { headers })
    expect(visitor.welcome.protocol).toBe(1)
    visitor.socket.disconnect()
  }
  const polled = await openPolling({ origin: 'https://acme.example' })
  expect(polled.headers.get('access-control-allow-origin')).toBe('https://acme.example')
  expect(polled.headers.get('access-control-allow-credentials')).toBeNull()
  expect(polled.headers.get('set-cookie')).toBeNull()
})

test('[A18] a frame of 2 MB cuts the connection', async () => {
  const visitor = await wire.visitor()
  visitor.socket.emit('message:send', { text: 'x'.repeat(2_000_000) })
  await expect(visitor.gone).resolves.toBeTruthy()
})

test('[A18] a polled body of 2 MB is refused', async () => {
  const sid = /"sid":"([^"]+)"/.exec(await (await openPolling()).text())![1]!
  const answer = await fetch(`${wire.url}${SOCKET_PATH}/?EIO=4&transport=polling&sid=${sid}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: `4${'x'.repeat(2_000_000)}`,
  }).catch(() => ({ status: 413 }))
  expect(answer.status).toBe(413)
})

test.each(['45999999-["a"]', '451-["message:send",{"_placeholder":true,"num":0}]', '461-0[{"_placeholder":true,"num":0}]'])(
  '[A19] the binary packet %j cuts the connection',
  async (packet) => {
    const raw = await openRawSocket(wire.url, createAuth())
    raw.send(packet)
    await expect(raw.closed).resolves.not.toContain('payload-invalid')
  },
)

test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('[A20] sid=%s is an unknown session', async (sid) => {
  const answer = await openPolling({}, `&sid=${sid}`)
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 1 }])
  await expect(readUpgradeStatus(wire.url, {}, `EIO=4&transport=websocket&sid=${sid}`)).resolves.toContain('400')
})

test.each(['{"__proto__":{"admin":1}}', '{"constructor":{"prototype":{"admin":1}}}', '{"inbox":null,"open":[],"__proto__":{"admin":1}}'])(
  '[A21] the payload %s is refused and touches no prototype',
  async (payload) => {
    const raw = await openRawSocket(wire.url, createAuth())
    raw.send(`421["hello",${payload}]`)
    await expect(raw.read((text) => text.includes('431['))).resolves.toContain('payload-invalid')
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
    raw.end()
  },
)

test('[A21] a handshake with a prototype in it is refused', async () => {
  const raw = await openRawSocket(wire.url)
  raw.send(`40${JSON.stringify(createAuth()).slice(0, -1)},"__proto__":{"as":"member"}}`)
  await expect(raw.read((text) => text.includes('44{'))).resolves.toContain('handshake-invalid')
  raw.end()
})

test('[A22] deep JSON is refused, closed or left open', async () => {
  const unclosed = await openRawSocket(wire.url, createAuth())
  unclosed.send(`42${'['.repeat(60_000)}`)
  await unclosed.closed
  const closed = await openRawSocket(wire.url, createAuth())
  closed.send(`421["hello",${'['.repeat(30_000)}${']'.repeat(30_000)}]`)
  await expect(closed.read((text) => text.includes('431['))).resolves.toContain('payload-invalid')
  closed.end()
})

test.each(['error', 'message', 'toString', 'constructor', '__proto__', 'hasOwnProperty', ''])(
  '[A23] the event %j is no command and does nothing',
  async (event) => {
    const raw = await openRawSocket(wire.url, createAuth())
    raw.send(`421[${JSON.stringify(event)},{}]`)
    await expect(raw.read((text) => text.includes('431['))).resolves.toContain('command-unknown')
    raw.end()
  },
)

test.each(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])(
  '[A23] the reserved event %j cuts the connection',
  async (event) => {
    const raw = await openRawSocket(wire.url, createAuth())
    raw.send(`421[${JSON.stringify(event)},{}]`)
    const came = await raw.closed
    expect(came).not.toContain('431[')
    expect(came).not.toContain('connection:ending')
  },
)

test('[A23] a command without anything in it is no command, and the connection goes on', async () => {
  const raw = await openRawSocket(wire.url, createAuth())
  raw.send('42')
  raw.send('421')
  await expect(raw.read((text) => text.includes('431['))).resolves.toContain('command-unknown')
  raw.send('422["inbox:read",{}]')
  await expect(raw.read((text) => text.includes('432['))).resolves.toContain('"ok":true')
  raw.end()
})

test('a second CONNECT cuts the connection', async () => {
  const raw = await openRawSocket(wire.url, createAuth())
  raw.send(`40${JSON.stringify(createAuth())}`)
  await expect(raw.closed).resolves.not.toContain('connection:ending')
})

test.each([[[]], [['x']], [[1]], [[null]], [[[]]], [[{}, {}]], [[true]]])('a payload that is no object is refused: %j', async (args) => {
  const visitor = await wire.visitor()
  await expect(visitor.askAnything('inbox:read', ...args)).resolves.toMatchObject({ ok: false, failure: { code: 'payload-invalid' } })
})

test('[A24] a thousand commands a second are limited with a time to wait, and then the connection is cut', async () => {
  const visitor = await wire.visitor()
  const results: unknown[] = []
  for (let index = 0; index < LIMITS.commands * 5; index++)
    visitor.socket.emit('inbox:read', {}, (result: unknown) => void results.push(result))
  await visitor.gone
  const limited = results.filter((result) => !(result as { ok: boolean }).ok)
  // What was still under way when the connection was cut stays unanswered.
  expect(results.length - limited.length).toBeLessThan(LIMITS.commands)
  expect(limited[0]).toMatchObject({ failure: { code: 'rate-limited', retryable: true } })
  const { retryAfterMs } = (limited[0] as { failure: { retryAfterMs: number } }).failure
  expect(retryAfterMs).toBeGreaterThan(0)
  expect(retryAfterMs).toBeLessThanOrEqual(LIMITS.commandWindowMs)
  expect(visitor.untaken.at(-1)).toMatchObject({
    name: 'connection:ending',
    event: { code: 'rate-limited', retryAfterMs: expect.any(Number) },
  })
})

test('[A26] a compressed frame cuts the connection: compression is never agreed to', async () => {
  const raw = await openRawSocket(wire.url, createAuth())
  const answered = await raw.read((text) => text.includes('\r\n\r\n'))
  expect(answered.toLowerCase()).not.toContain('sec-websocket-extensions')
  raw.send('x'.repeat(100), true)
  await raw.closed
})

test.each([
  [{ protocol: 2 }, 'protocol-unsupported', undefined],
  [{ protocol: '1' }, 'handshake-invalid', '/protocol'],
  [{ site: 'nobody' }, 'site-unknown', undefined],
  [{ site: { $ne: null } }, 'handshake-invalid', '/site'],
  [{ secret: 'short' }, 'handshake-invalid', '/secret'],
  [{ device: 'x' }, 'handshake-invalid', '/device'],
  [{ as: 'owner' }, 'handshake-invalid', '/as'],
  [{ admin: true }, 'handshake-invalid', '/admin'],
])('a handshake with %j is refused as %s', async (wrong, code, at) => {
  const refused = await readRefusal(wire.url, { ...createAuth(), ...wrong })
  expect(refused).toMatchObject({ code, ...(at !== undefined && { at }) })
})

test.each([
  [{ site: 'acme' }, '/site'],
  [{ device: 'x' }, '/device'],
  [{ secret: 'short' }, '/secret'],
])("a member's handshake with %j is told at %s what is wrong", async (wrong, at) => {
  const refused = await readRefusal(wire.url, { protocol: 1, as: 'member', device: createId(), ...wrong })
  expect(refused).toMatchObject({ code: 'handshake-invalid', at })
})

test('a handshake without anything in it is refused', async () => {
  await expect(readRefusal(wire.url, {})).resolves.toMatchObject({ code: 'handshake-invalid' })
})

test('the first command is hello', async () => {
  const visitor = await wire.visitor({ silent: true })
  await expect(visitor.ask('inbox:read', {})).resolves.toMatchObject({ failure: { code: 'hello-required' } })
  await expect(visitor.askAnything('no:command', {})).resolves.toMatchObject({ failure: { code: 'hello-required' } })
  await visitor.do('hello', { locale: 'nl-NL', inbox: null, open: [] })
  await expect(visitor.ask('inbox:read', {})).resolves.toMatchObject({ ok: true })
})

test('[A25] a connection that says nothing is cut', async () => {
  await wire.close()
  wire = await startWire({ config: { limits: { helloWithinMs: 50 } } })
  const visitor = await wire.visitor({ silent: true })
  await expect(visitor.next('connection:ending')).resolves.toMatchObject({ code: 'hello-required' })
  await visitor.gone
})
