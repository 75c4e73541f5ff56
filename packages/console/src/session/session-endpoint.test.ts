import { createFailure, type MemberSession } from '@firsthand/protocol'
import { describe, expect, it, vi } from 'vitest'
import { ada } from '../testing/scripted-client.ts'
import { createSessionEndpoint } from './session-endpoint.ts'

const member: MemberSession = { person: ada, expiresAt: null, subjects: [] }
const answering = (status: number, body: unknown) => vi.fn<typeof fetch>(() => Promise.resolve(Response.json(body, { status })))

describe("the relay's session endpoint", () => {
  it('is given the token in the body of a POST, never in an address', async () => {
    const request = answering(200, member)
    expect(await createSessionEndpoint(request).exchange('secret')).toEqual({ state: 'signed-in', member })
    const [address, init] = request.mock.calls[0]!
    expect(address).toBe('/v1/session')
    expect(init).toMatchObject({ method: 'POST', body: '{"token":"secret"}', credentials: 'same-origin' })
  })

  it('says that nobody is signed in', async () => {
    const endpoint = createSessionEndpoint(answering(401, createFailure('session-required')))
    expect(await endpoint.read()).toEqual({ state: 'refused', code: 'session-required' })
  })

  it.each([
    ['no network', vi.fn<typeof fetch>(() => Promise.reject(new TypeError('failed to fetch')))],
    ['a failing relay', answering(503, createFailure('store-unavailable'))],
    ['too many tries', answering(429, createFailure('rate-limited'))],
    ['something that is no relay', answering(200, { hello: 'world' })],
    ['a page of a proxy', vi.fn<typeof fetch>(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })))],
  ])('is unreachable with %s, and a link is not called spent', async (_, request) => {
    expect(await createSessionEndpoint(request).exchange('secret')).toEqual({ state: 'unreachable' })
  })

  it('says whether a session was ended', async () => {
    expect(await createSessionEndpoint(vi.fn<typeof fetch>(() => Promise.resolve(new Response(null, { status: 204 })))).end()).toBe(true)
    expect(await createSessionEndpoint(vi.fn<typeof fetch>(() => Promise.reject(new TypeError('failed to fetch')))).end()).toBe(false)
  })
})
