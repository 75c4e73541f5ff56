import { signal, type ReadonlySignal } from '@preact/signals'
import type { MemberSession } from '@firsthand/protocol'
import type { SessionAnswer, SessionEndpoint } from './session-endpoint.ts'

/** Whether somebody is signed in here; each state is one screen. */
export type SessionState =
  | { state: 'checking' }
  | { state: 'signing-in' }
  | { state: 'signed-in'; member: MemberSession; linkWasSpent: boolean }
  | { state: 'signed-out'; because: 'no-session' | 'link-spent' | 'left' | 'ended' }
  | { state: 'unreachable' }

/** Signing in and out, as a signal and three acts. */
export interface Session {
  readonly state: ReadonlySignal<SessionState>
  /** Finds out who one is; where an earlier try found no relay, tries the same again. */
  begin(): Promise<void>
  /** Signs in with the token of another link, as when one is opened in a tab that is open already. */
  use(token: string): Promise<void>
  /** Ends the session at the relay, then wipes what this device keeps. False when the relay could not be told: then one is still signed in. */
  leave(wipe: () => Promise<unknown>): Promise<boolean>
  /** The relay ended it: revoked, expired, or left in another tab. */
  ended(): void
}

/**
 * Decides who is at the console. A token goes first, so that a link signs in whomever it is for; where it was spent already
 * (a link opened twice) a session that still stands goes on.
 *
 * @param token from the address, or null. Kept in memory only, and only until the relay has answered.
 */
export function createSession(endpoint: SessionEndpoint, token: string | null): Session {
  const state = signal<SessionState>(token ? { state: 'signing-in' } : { state: 'checking' })
  let unspent = token
  let leaving = false

  const check = async (linkWasSpent: boolean): Promise<void> => {
    const answer = await endpoint.read()
    state.value = linkWasSpent ? afterSpentLink(answer) : afterCheck(answer)
  }
  const begin = async (): Promise<void> => {
    if (unspent === null) {
      state.value = { state: 'checking' }
      return check(false)
    }
    state.value = { state: 'signing-in' }
    const answer = await endpoint.exchange(unspent)
    if (answer.state === 'unreachable') {
      state.value = answer
      return
    }
    unspent = null
    if (answer.state === 'signed-in') state.value = { ...answer, linkWasSpent: false }
    else await check(true)
  }
  return {
    state,
    begin,
    use(next) {
      unspent = next
      return begin()
    },
    async leave(wipe) {
      leaving = true
      const done = await endpoint.end()
      if (done) {
        await wipe()
        state.value = { state: 'signed-out', because: 'left' }
      }
      leaving = false
      return done
    },
    ended() {
      // Leaving cuts the connection too, and has its own screen.
      if (leaving) return
      if (state.value.state === 'signed-in') state.value = { state: 'signed-out', because: 'ended' }
    },
  }
}

function afterCheck(answer: SessionAnswer): SessionState {
  if (answer.state === 'signed-in') return { ...answer, linkWasSpent: false }
  return answer.state === 'refused' ? { state: 'signed-out', because: 'no-session' } : answer
}

function afterSpentLink(answer: SessionAnswer): SessionState {
  if (answer.state === 'signed-in') return { ...answer, linkWasSpent: true }
  return answer.state === 'refused' ? { state: 'signed-out', because: 'link-spent' } : answer
}
