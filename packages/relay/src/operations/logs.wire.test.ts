import { connect as openConnection } from 'node:net'
import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import { StoreError } from '../store/store-error.ts'
import { startWire, type Wire } from '../testing/start-wire.ts'
import { readRefusal } from '../testing/wire-client.ts'

let wire: Wire
beforeEach(async () => {
  const store = createMemoryStore()
  const broken = new StoreError('store-unavailable', 'The database cannot be had.')
  wire = await startWire({ store: { ...store, takeSignInLink: () => Promise.reject(broken) } })
})
afterEach(() => wire.close())

const lineOf = (request: string): Record<string, unknown> | undefined =>
  wire.log.map((line) => JSON.parse(line) as Record<string, unknown>).find((line) => line['request'] === request)

const json = { 'content-type': 'application/json' }
test.each<[string, string, RequestInit, string]>([
  ['what is not there', '/nowhere', {}, 'not-found'],
  ['another site', '/v1/card?site=nowhere&url=https://acme.example/', {}, 'site-unknown'],
  ['a query that does not fit', '/v1/card?site=acme', {}, 'payload-invalid'],
  ['nobody’s session', '/v1/session', {}, 'session-required'],
  ['another type of body', '/v1/session', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 'content-type-refused'],
  ['a body that is no JSON', '/v1/session', { method: 'POST', body: '{', headers: json }, 'payload-invalid'],
  ['an address that is none', '/%', {}, 'payload-invalid'],
  [
    'a database that cannot be had',
    '/v1/session',
    { method: 'POST', body: `{"token":"${'x'.repeat(43)}"}`, headers: json },
    'store-unavailable',
  ],
])('over HTTP a refusal has the name under which the log has it: %s', async (_, path, init, code) => {
  const failure = (await (await fetch(wire.url + path, init)).json()) as { code: string; request: string }
  expect(failure.code).toBe(code)
  await expect.poll(() => lineOf(failure.request)).toMatchObject({ code })
})

test('so it has where what came is no HTTP at all', async () => {
  const { hostname, port } = new URL(wire.url)
  const socket = openConnection(Number(port), hostname)
  socket.write('NONSENSE\r\n\r\n')
  let came = ''
  for await (const chunk of socket) came += String(chunk)
  const { request } = JSON.parse(came.split('\r\n\r\n')[1]!) as { request: string }
  expect(lineOf(request)).toMatchObject({ code: 'payload-invalid', msg: 'refused what is no HTTP' })
})

test('so it has at the handshake and for every command', async () => {
  const auth = { protocol: 1, as: 'visitor', site: 'nowhere', secret: createSecret(), device: createId() } as const
  const refused = (await readRefusal(wire.url, auth)) as { request: string }
  expect(lineOf(refused.request)).toMatchObject({ code: 'site-unknown', msg: 'handshake refused' })
  const visitor = await wire.visitor()
  const answer = (await visitor.ask('conversation:read', { conversation: createId() })) as { failure: { request: string } }
  expect(lineOf(answer.failure.request)).toMatchObject({ code: 'conversation-not-found', command: 'conversation:read', as: 'visitor' })
})

test('a relay told to be quiet says nothing of what is no fault of its own', async () => {
  await wire.close()
  wire = await startWire({ config: { logLevel: 'warn' } })
  const visitor = await wire.visitor()
  await visitor.ask('conversation:read', { conversation: createId() })
  await fetch(`${wire.url}/nowhere`)
  expect(wire.log).toEqual([])
})
