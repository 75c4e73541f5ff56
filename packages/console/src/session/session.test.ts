import type { MemberSession } from '@firsthand/protocol'
import { describe, expect, it } from 'vitest'
import { ada } from '../testing/scripted-client.ts'
import type { SessionAnswer, SessionEndpoint } from './session-endpoint.ts'
import { createSession } from './session.ts'

const member: MemberSession = { person: ada, expiresAt: null, subjects: [] }
const signedIn: SessionAnswer = { state: 'signed-in', member }
const refused: SessionAnswer = { state: 'refused', code: 'session-required' }
const spent: SessionAnswer = { state: 'refused', code: 'link-invalid' }
const unreachable: SessionAnswer = { state: 'unreachable' }

describe('signing in', () => {
  it('by a link exchanges its token once', async () => {
    const endpoint = scripted({ exchange: [signedIn] })
    const session = createSession(endpoint, 'secret')
    expect(session.state.value).toEqual({ state: 'signing-in' })
    await session.begin()
    expect(session.state.value).toEqual({ state: 'signed-in', member, linkWasSpent: false })
    expect(endpoint.asked).toEqual(['exchange secret'])
  })

  it('without a link reads the session that stands', async () => {
    const session = createSession(scripted({ read: [signedIn] }), null)
    await session.begin()
    expect(session.state.value).toMatchObject({ state: 'signed-in', member })
  })

  it('asks for a link where no session stands', async () => {
    const session = createSession(scripted({ read: [refused] }), null)
    await session.begin()
    expect(session.state.value).toEqual({ state: 'signed-out', because: 'no-session' })
  })

  it('by a link that was used already says so', async () => {
    const session = createSession(scripted({ exchange: [spent], read: [refused] }), 'secret')
    await session.begin()
    expect(session.state.value).toEqual({ state: 'signed-out', because: 'link-spent' })
  })

  it('by a link opened twice goes on with the session the first one began', async () => {
    const session = createSession(scripted({ exchange: [spent], read: [signedIn] }), 'secret')
    await session.begin()
    expect(session.state.value).toEqual({ state: 'signed-in', member, linkWasSpent: true })
  })

  it('with the relay away keeps the token and tries the same again', async () => {
    const endpoint = scripted({ exchange: [unreachable, signedIn] })
    const session = createSession(endpoint, 'secret')
    await session.begin()
    expect(session.state.value).toEqual({ state: 'unreachable' })
    await session.begin()
    expect(session.state.value).toMatchObject({ state: 'signed-in' })
    expect(endpoint.asked).toEqual(['exchange secret', 'exchange secret'])
  })

  it('by another link in an open tab signs in whom it is for', async () => {
    const bob = { ...member, person: { ...ada, id: '01900000-0000-7000-8000-00000000000b', name: 'Bob' } }
    const session = createSession(scripted({ read: [signedIn], exchange: [{ state: 'signed-in', member: bob }] }), null)
    await session.begin()
    await session.use('another')
    expect(session.state.value).toMatchObject({ state: 'signed-in', member: { person: { name: 'Bob' } } })
  })
})

describe('signing out', () => {
  it('[P11] ends the session at the relay, wipes what is kept, and only then says so', async () => {
    const endpoint = scripted({ read: [signedIn] })
    const session = createSession(endpoint, null)
    await session.begin()
    const done = await session.leave(() => {
      endpoint.asked.push(`wipe while ${session.state.value.state}`)
      return Promise.resolve()
    })
    expect(done).toBe(true)
    expect(endpoint.asked).toEqual(['read', 'end', 'wipe while signed-in'])
    expect(session.state.value).toEqual({ state: 'signed-out', because: 'left' })
  })

  it('with the relay away leaves one signed in and wipes nothing', async () => {
    const endpoint = scripted({ read: [signedIn], end: false })
    const session = createSession(endpoint, null)
    await session.begin()
    expect(await session.leave(() => Promise.reject(new Error('wiped')))).toBe(false)
    expect(session.state.value).toMatchObject({ state: 'signed-in' })
  })

  it('is not mistaken for a session that ended when the relay cuts the connection', async () => {
    const session = createSession(scripted({ read: [signedIn] }), null)
    await session.begin()
    await session.leave(() => Promise.resolve(session.ended()))
    expect(session.state.value).toEqual({ state: 'signed-out', because: 'left' })
  })

  it('by somebody else, elsewhere, is said as it is', async () => {
    const session = createSession(scripted({ read: [signedIn] }), null)
    await session.begin()
    session.ended()
    expect(session.state.value).toEqual({ state: 'signed-out', because: 'ended' })
  })
})

function scripted(script: { read?: SessionAnswer[]; exchange?: SessionAnswer[]; end?: boolean }): SessionEndpoint & { asked: string[] } {
  const asked: string[] = []
  const next = (list: SessionAnswer[] | undefined): Promise<SessionAnswer> => Promise.resolve(list?.shift() ?? unreachable)
  return {
    asked,
    read() {
      asked.push('read')
      return next(script.read)
    },
    exchange(token) {
      asked.push(`exchange ${token}`)
      return next(script.exchange)
    },
    end() {
      asked.push('end')
      return Promise.resolve(script.end ?? true)
    },
  }
}
