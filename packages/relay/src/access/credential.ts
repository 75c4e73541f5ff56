import { createHash } from 'node:crypto'
import type { PersonId } from '@firsthand/protocol'
import { hashId } from '../directory/hash-id.ts'

/**
 * What the relay keeps of a visitor's secret. The site goes into it, so that the same secret on another site is another person.
 */
export function hashCredential(site: string, secret: string): string {
  return createHash('sha256').update(`credential:${site}:${secret}`).digest('base64url')
}

/**
 * Who a credential is before anything of them is stored. It follows from the hash, so that two first messages over two connections
 * at once are by the same person without either of them writing a row first.
 */
export function personOfCredential(hash: string): PersonId {
  return hashId(`person:${hash}`)
}

/** What the relay keeps of a session's or a sign-in link's token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(`token:${token}`).digest('base64url')
}
