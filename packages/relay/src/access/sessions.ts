import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'
import type { Directory, Member } from '../directory/directory.ts'
import type { Store } from '../store/store.ts'
import { hashToken } from './credential.ts'
import type { AuthenticateMember } from './authenticate-member.ts'

/** The session's cookie. HttpOnly, SameSite=Strict; `Secure` where the relay is reached by https. */
export const SESSION_COOKIE = 'firsthand_session'
const LINK_MS = 30 * 60_000
const SESSION_MS = 30 * 24 * 3_600_000
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/

/** Sign-in by one-time link, and the sessions made from it. Only hashes of tokens are ever stored. */
export interface Sessions {
  /** Makes the token of a sign-in link, good once and for 30 minutes. */
  createLinkToken(person: PersonId): Promise<string>
  /** Exchanges a link's token for a session; null where it was used, has run out or never was. */
  begin(linkToken: string): Promise<{ token: string; session: string; member: Member; expiresAt: number } | null>
  /** Ends the session a request carries, and names it; null where it carries none. */
  end(request: IncomingMessage): Promise<string | null>
  authenticate: AuthenticateMember
}

/** Builds {@link Sessions} on a store. */
export function createSessions(parts: { store: Store; clock: Clock; directory: Directory }): Sessions {
  const { store, clock, directory } = parts
  return {
    async createLinkToken(person) {
      const token = createToken()
      await store.saveSignInLink({ hash: hashToken(token), person, expiresAt: clock.now() + LINK_MS })
      return token
    },

    async begin(linkToken) {
      if (!TOKEN_PATTERN.test(linkToken)) return null
      const now = clock.now()
      const person = await store.takeSignInLink(hashToken(linkToken), now)
      const member = person === null ? undefined : directory.findMemberById(person)
      if (!member) return null
      const token = createToken()
      const session = hashToken(token)
      const expiresAt = now + SESSION_MS
      await store.saveSession({ hash: session, person: member.id, expiresAt })
      return { token, session, member, expiresAt }
    },

    async end(request) {
      const token = readSessionToken(request)
      if (token === null) return null
      await store.removeSession(hashToken(token))
      return hashToken(token)
    },

    async authenticate(request) {
      const token = readSessionToken(request)
      if (token === null) return null
      const session = hashToken(token)
      const found = await store.readSession(session, clock.now())
      const member = found === null ? undefined : directory.findMemberById(found.person)
      return found && member ? { handle: member.handle, expiresAt: found.expiresAt, session } : null
    },
  }
}

/** How long a session's cookie lives, in seconds. */
export const SESSION_SECONDS: number = SESSION_MS / 1000

function createToken(): string {
  return randomBytes(32).toString('base64url')
}

function readSessionToken(request: IncomingMessage): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === SESSION_COOKIE && value !== undefined && TOKEN_PATTERN.test(value)) return value
  }
  return null
}
