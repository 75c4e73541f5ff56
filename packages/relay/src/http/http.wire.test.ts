import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as startRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGN_IN_FRAGMENT, type MemberSession, type SubjectCard } from '@firsthand/protocol'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWire, WIRE_CONFIG, type Wire } from '../testing/start-wire.ts'

let wire: Wire
let folder: string
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthand-assets-'))
  await write('widget/manifest.json', '{"version":"0.2.0-abc","loader":"loader.js"}')
  await write('widget/loader.js', '/* loader */')
  await write('widget/loader.js.br', 'BROTLI')
  await write('widget/0.2.0-abc/panel.js', '/* panel 2 */')
  await write('widget-before/0.1.0/panel.js', '/* panel 1 */')
  await write('console/index.html', '<!doctype html><title>Console</title>')
  await write('console/assets/app-1234.js', '/* app */')
  await write('console-before/assets/app-0000.js', '/* app before */')
  await write('secret.txt', 'secret')
  // A photograph is the hardest case: noise does not compress.
  const noise = {
    create: {
      width: 400,
      height: 300,
      channels: 3 as const,
      background: '#888',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
    },
  }
  await sharp(noise).jpeg().toFile(join(folder, 'ada.jpg'))
  const members = WIRE_CONFIG.members.map((member) => (member.handle === 'ada' ? { ...member, face: join(folder, 'ada.jpg') } : member))
  wire = await startWire({
    config: { members },
    assets: {
      widget: join(folder, 'widget'),
      console: join(folder, 'console'),
      previous: [{ widget: join(folder, 'widget-before'), console: join(folder, 'console-before') }],
    },
  })
})
afterAll(async () => {
  await wire.close()
  await rm(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(wire.url + path, { headers })
const post = (body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${wire.url}/v1/session`, { method: 'POST', headers, body })
const createToken = async (): Promise<string> => (await wire.relay.createSignInLink('ada')).split(`#${SIGN_IN_FRAGMENT}=`)[1]!
/** A request as no `fetch` would send it: header values byte for byte. */
async function send(headers: Record<string, string>, body: string): Promise<{ status: number; body: string }> {
  const request = startRequest(`${wire.url}/v1/session`, { method: 'POST', headers })
  request.end(body)
  const [answer] = await once(request, 'response')
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return { status: answer.statusCode, body: text }
}

test('a sign-in link is good once, its session is a cookie no script sees, and the member is told what is theirs', async () => {
  const link = await wire.relay.createSignInLink('ada')
  expect(link.startsWith(`${wire.url}/console/#${SIGN_IN_FRAGMENT}=`)).toBe(true)
  const token = link.split('=')[1]!
  const answer = await post(JSON.stringify({ token }), { 'content-type': 'application/json', origin: wire.url })
  expect(answer.status).toBe(200)
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^firsthand_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const session = (await answer.json()) as MemberSession
  expect(session).toMatchObject({ person: { kind: 'member', name: 'Ada Lovelace' }, subjects: [{ key: 'engine' }] })
  expect(session.expiresAt).toBeGreaterThan(Date.now())
  await expect((await get('/v1/session', { cookie: cookie!.split(';')[0]! })).json()).resolves.toEqual(session)

  const again = await post(JSON.stringify({ token }), { 'content-type': 'application/json' })
  expect([again.status, await again.json()]).toMatchObject([401, { code: 'link-invalid' }])
})

test('the cookie is for https alone where the relay is reached by https', async () => {
  const secure = await startWire({ config: { publicUrl: 'https://relay.example' } })
  const link = await secure.relay.createSignInLink('ada')
  expect(link).toMatch(/^https:\/\/relay\.example\/console\/#/)
  const answer = await fetch(`http://127.0.0.1:${(secure.relay.fastify.server.address() as { port: number }).port}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://relay.example' },
    body: JSON.stringify({ token: link.split('=')[1] }),
  })
  expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure$/)
  await secure.close()
})

test.each([
  'application/json\ta',
  'application/json;',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; a=b',
  'application/json; a=b',
  'application/json; charset="utf-8"',
  'application/jsonx',
  'text/plain',
  'text/plain; application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  '',
])('[A27] a body of content type %j is refused, and signs nobody in', async (type) => {
  const body = JSON.stringify({ token: await createToken() })
  const answer = await send({ 'content-type': type, 'content-length': String(body.length) }, body)
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([415, { code: 'content-type-refused' }])
})

test.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON ; Charset=Utf-8'])(
  'a body of content type %j is read',
  async (type) => {
    const body = JSON.stringify({ token: await createToken() })
    await expect(send({ 'content-type': type, 'content-length': String(body.length) }, body)).resolves.toMatchObject({ status: 200 })
  },
)

test('[A28] nobody but a configured proxy says where a request comes from', async () => {
  const before = wire.log.length
  const evil = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' }
  const answer = await post(JSON.stringify({ token: await createToken() }), { 'content-type': 'application/json', ...evil })
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie()[0]).not.toContain('Secure')
  await expect(wire.relay.createSignInLink('ada')).resolves.not.toContain('evil')
  const policy = (await get('/console/', evil)).headers.get('content-security-policy')
  expect(policy).not.toContain('evil')
  expect(wire.log.slice(before).join()).not.toContain('evil')
  const card = await get('/v1/card?site=acme&url=x', { origin: 'https://evil.example', ...evil })
  expect(card.status).toBe(403)
})

test('[A28] turning X-Forwarded-For over does not get round the pace of sign-ins', async () => {
  const own = await startWire()
  const statuses: number[] = []
  for (let index = 0; index < 40; index++) {
    const answer = await fetch(`${own.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${index}` },
      body: '{"token":"guess"}',
    })
    statuses.push(answer.status)
  }
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401))
  expect(new Set(statuses.slice(30))).toEqual(new Set([429]))
  await own.close()
})

test('a body that is too large or no JSON is refused', async () => {
  const json = { 'content-type': 'application/json' }
  const large = await post(JSON.stringify({ token: 'x'.repeat(100_000) }), json)
  expect([large.status, await large.json()]).toMatchObject([400, { code: 'payload-invalid' }])
  for (const body of ['{', '', '{"token":"x","__proto__":{"admin":1}}', '{"constructor":{"prototype":1}}', '['.repeat(60_000)]) {
    const answer = await post(body, json)
    expect([body.slice(0, 50), answer.status, await answer.json()]).toMatchObject([body.slice(0, 50), 400, { code: 'payload-invalid' }])
  }
})

test("a card is for the site's own pages, says who is responsible, and is small with a face in it", async () => {
  const path = `/v1/card?site=acme&url=${encodeURIComponent('https://acme.example/engine/?utm_source=x#top')}`
  const answer = await get(path, { origin: 'https://acme.example', 'accept-encoding': 'br' })
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': 'https://acme.example',
    'cache-control': 'public, max-age=60',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin, accept-encoding',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(2_500)
  const card = (await answer.json()) as SubjectCard
  expect(card).toMatchObject({ subject: { key: 'engine' }, owner: { name: 'Ada Lovelace', why: 'built it' }, rule: 'canonical-url' })

  const face = await get(card.owner.face!)
  expect(face.headers.get('cache-control')).toContain('immutable')
  const bytes = Buffer.from(await face.arrayBuffer())
  expect(card.owner.faceData).toBe(`data:image/webp;base64,${bytes.toString('base64')}`)
  await expect(sharp(bytes).metadata()).resolves.toMatchObject({ format: 'webp', width: 96, height: 96 })
  expect((await get('/v1/faces/../../secret.txt')).status).toBe(404)
})

test('a set-up that is wrong can be told from the page it is wrong on', async () => {
  for (const [query, origin, status, code] of [
    ['site=acme&url=x', 'https://evil.example', 403, 'origin-refused'],
    ['site=acme&url=x', 'null', 403, 'origin-refused'],
    ['site=nobody&url=x', 'https://acme.example', 404, 'site-unknown'],
    ['site=acme&url=x&subject=none', 'https://acme.example', 404, 'subject-not-found'],
    ['site=acme', 'https://acme.example', 400, 'payload-invalid'],
  ] as const) {
    const answer = await get(`/v1/card?${query}`, { origin })
    expect([answer.status, await answer.json(), answer.headers.get('access-control-allow-origin')]).toMatchObject([status, { code }, '*'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
})

test('a card is kept no longer than the sign of presence in it holds', async () => {
  const ada = await wire.member('ada')
  await ada.do('presence:report', { active: true })
  const here = (await (await get('/v1/card?site=acme&url=https://acme.example/engine')).json()) as SubjectCard
  expect(here.availability.hereUntil).toBeGreaterThan(here.at)
  ada.socket.disconnect()
  await expect
    .poll(async () => {
      const answer = await get('/v1/card?site=acme&url=https://acme.example/engine')
      return Number(/max-age=(\d+)/.exec(answer.headers.get('cache-control')!)![1])
    })
    .toBeLessThanOrEqual(10)
})

test('the loader changes with a release, the files of a release never do, and those of the last one stay', async () => {
  const loader = await get('/v1.js', { 'accept-encoding': 'identity' })
  expect(await loader.text()).toBe('/* loader */')
  expect(Object.fromEntries(loader.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  })
  expect(loader.headers.get('content-type')).toMatch(/^(text|application)\/javascript/)
  for (const [path, text] of [
    ['/v1/0.2.0-abc/panel.js', '/* panel 2 */'],
    ['/v1/0.1.0/panel.js', '/* panel 1 */'],
  ] as const) {
    const file = await get(path)
    expect([await file.text(), file.headers.get('cache-control')]).toEqual([text, 'public, max-age=31536000, immutable'])
  }
})

test('what the build has compressed is sent compressed', async () => {
  const request = startRequest(`${wire.url}/v1.js`, { headers: { 'accept-encoding': 'gzip, br' } })
  request.end()
  const [answer] = await once(request, 'response')
  expect(answer.headers['content-encoding']).toBe('br')
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  expect(body).toBe('BROTLI')
})

test.each([
  '/v1/0.2.0-abc/../../secret.txt',
  '/v1/0.2.0-abc/%2e%2e/%2e%2e/secret.txt',
  '/v1/../secret.txt',
  '/console/..%2fsecret.txt',
  '/console/assets/%2e%2e/%2e%2e/secret.txt',
  '/v1/manifest.json',
  '/v1/9.9.9/panel.js',
  '/nowhere',
])('nothing is to be had at %s', async (path) => {
  const request = startRequest({ host: '127.0.0.1', port: new URL(wire.url).port, path })
  request.end()
  const [answer] = await once(request, 'response')
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  expect(body).not.toContain('secret')
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(JSON.parse(body)).toMatchObject({ code: expect.stringMatching(/not-found|payload-invalid/) })
})

test.each(['/%', '/v1/faces/%E0%A4%A', '/console/%ff'])('the address %j is refused as everything is', async (path) => {
  const answer = await get(path)
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'payload-invalid', request: expect.any(String) }])
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
})

test.each([
  ['NONSENSE\r\n\r\n', 400],
  [`GET / HTTP/1.1\r\nhost: x\r\nlarge: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('what is no HTTP is refused as everything is', async (text, status) => {
  const socket = connect(Number(new URL(wire.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(text)
  let came = ''
  socket.on('data', (chunk) => (came += String(chunk)))
  await once(socket, 'close')
  const [head, body] = came.split('\r\n\r\n')
  expect(head).toContain(`HTTP/1.1 ${status} `)
  expect(JSON.parse(body!)).toMatchObject({ code: 'payload-invalid', retryable: false, request: expect.any(String) })
})

test('[A41] the console runs its own files alone, in no frame, and every place in it is the app', async () => {
  for (const path of ['/console/', '/console/conversations/abc', '/console/index.html']) {
    const answer = await get(path)
    expect(await answer.text()).toContain('<title>Console</title>')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    const policy = answer.headers.get('content-security-policy')!
    for (const line of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy.split('; ')).toContain(line)
    }
    expect(policy).toContain(`connect-src 'self' ${wire.url.replace('http', 'ws')}`)
    expect(policy).not.toMatch(/unsafe|\*/)
  }
  expect((await fetch(`${wire.url}/console`, { redirect: 'manual' })).headers.get('location')).toBe('/console/')
  for (const file of ['app-1234.js', 'app-0000.js']) {
    expect((await get(`/console/assets/${file}`)).headers.get('cache-control')).toContain('immutable')
  }
  expect((await get('/console/assets/none.js')).status).toBe(404)
})

test('every route stands in the OpenAPI document, with its answers', async () => {
  const document = (await (await get('/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, { responses?: object }>>
  }
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/openapi.json', '/healthz', '/readyz', '/v1/session', '/v1/card', '/v1.js', '/v1/faces/{file}']),
  )
  expect(Object.keys(document.paths['/v1/session']!).toSorted()).toEqual(['delete', 'get', 'post'])
  expect(Object.keys(document.paths['/v1/card']!['get']!.responses!)).toEqual(['200', '400', '403', '404'])
})

test('health and readiness are told apart', async () => {
  await expect((await get('/healthz')).json()).resolves.toEqual({ ok: true })
  await expect((await get('/readyz')).json()).resolves.toEqual({ ready: true, store: 'ok', draining: false })
})
