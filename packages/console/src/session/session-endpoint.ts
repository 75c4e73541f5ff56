import { SESSION_PATH, type Failure, type MemberSession, type SignIn } from '@firsthand/protocol'

/** What the relay answers about a session; `unreachable` when nothing, or nothing understandable, came back. */
export type SessionAnswer =
  | { state: 'signed-in'; member: MemberSession }
  | { state: 'refused'; code: Failure['code'] }
  | { state: 'unreachable' }

/** The three things one can ask of `/v1/session`. */
export interface SessionEndpoint {
  /** Who one is by the cookie the browser holds. */
  read(): Promise<SessionAnswer>
  /** Gives a one-time token for a session; the cookie comes back HttpOnly. */
  exchange(token: string): Promise<SessionAnswer>
  /** Ends the session. True once the relay says so. */
  end(): Promise<boolean>
}

const PATIENCE_MS = 15_000

/** Speaks to the relay the console was loaded from. */
export function createSessionEndpoint(request: typeof fetch): SessionEndpoint {
  const ask = async (init: RequestInit): Promise<SessionAnswer> => {
    try {
      const response = await request(SESSION_PATH, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...init,
      })
      const body: unknown = await response.json()
      if (response.ok && isMemberSession(body)) return { state: 'signed-in', member: body }
      if (response.status >= 400 && response.status < 500 && response.status !== 429 && hasCode(body))
        return { state: 'refused', code: body.code }
      return { state: 'unreachable' }
    } catch {
      return { state: 'unreachable' }
    }
  }
  return {
    read: () => ask({}),
    exchange: (token) =>
      ask({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token } satisfies SignIn) }),
    async end() {
      try {
        const response = await request(SESSION_PATH, {
          method: 'DELETE',
          credentials: 'same-origin',
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        return response.ok || response.status === 401
      } catch {
        return false
      }
    },
  }
}

function isMemberSession(body: unknown): body is MemberSession {
  return typeof body === 'object' && body !== null && 'person' in body && 'subjects' in body && Array.isArray(body.subjects)
}

function hasCode(body: unknown): body is { code: Failure['code'] } {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
}
