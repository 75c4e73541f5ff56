import type { LogCursor } from './conversation.ts'
import type { Limits } from './limits.ts'
import type { Person } from './person.ts'
import type { Id } from './ids.ts'
import type { Failure } from './failures.ts'

/** What a visitor's client puts into Socket.IO's `auth`. */
export interface VisitorAuth {
  protocol: number
  as: 'visitor'
  /** The site's public key. */
  site: string
  /** 256 bits, base64url: who has it is this visitor. Nowhere but here, and never in an address or a log. */
  secret: string
  /** Names this device or tab; made anew by each. */
  device: Id
}

/** What a member's client puts into Socket.IO's `auth`; who they are is read from the request itself (the session cookie). */
export interface MemberAuth {
  protocol: number
  as: 'member'
  device: Id
}

/** The whole of Socket.IO's `auth`. */
export type HandshakeAuth = VisitorAuth | MemberAuth

/** The first command of a connection: what the client holds. */
export interface Hello {
  /** BCP 47, such as `nl` or `pt-BR`. */
  locale?: string
  /** Where the inbox was read to (`InboxPage.cursor`), or null. */
  inbox: string | null
  /** The logs held open, at most `limits.helloConversations`. */
  open: LogCursor[]
}

/** How one log the client holds stands against the relay's. */
export type HeadReport =
  | { conversation: Id; state: 'current' | 'behind'; head: LogCursor }
  /** Drop it and read it anew. */
  | { conversation: Id; state: 'diverged'; head: LogCursor }
  /** Unknown here, or not one's own. */
  | { conversation: Id; state: 'gone' }

/** The answer to `hello`. */
export interface Welcome {
  protocol: number
  /** The relay's clock, milliseconds since 1970. */
  serverTime: number
  /** Names this life of the database; a restore changes it. */
  epoch: string
  limits: Limits
  /** Who one is here; null for a visitor who has not sent anything yet: nothing is kept of them. */
  you: Person | null
  heads: HeadReport[]
  /** Whether the inbox has changes after the cursor given; `diverged`: drop the cursor and read it anew. */
  inbox: 'current' | 'behind' | 'diverged'
}

/** The commands of the connection itself and their answers. */
export interface ConnectionCommands {
  hello: { payload: Hello; answer: Welcome }
  /** Ends this visitor's credential for ever and closes each connection that stands on it. */
  'credential:revoke': { payload: null; answer: null }
}

/** The events of the connection itself. */
export interface ConnectionEvents {
  /** The relay is about to close this connection, and why. */
  'connection:ending': Failure
  /** This connection did not read and so was sent no events since then (the relay's clock); now it is sent everything again. */
  'events:skipped': { since: number }
}
