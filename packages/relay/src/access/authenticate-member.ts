import type { IncomingMessage } from 'node:http'

/** A member as whoever signs them in knows them. */
export interface MemberProof {
  /** The member's handle in the configuration. */
  handle: string
  /** When the proof ends (ms); null where that is the host's affair. */
  expiresAt: number | null
  /** Names the session, so that ending it closes its connections. */
  session?: string
}

/**
 * Says who a request is from, or null. It gets Node's own request, of a page as of a socket's handshake. A relay that lives in an
 * existing server can be given the server's own: `authenticateMember: async (request) => ({ handle: await whoIs(request), expiresAt: null })`.
 */
export type AuthenticateMember = (request: IncomingMessage) => Promise<MemberProof | null>
