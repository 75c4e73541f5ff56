import type { CommandName, EventName, Events, Failure, HandshakeAuth, Result } from '@firsthand/protocol'

/** Opens connections to a relay: the port between the client and Socket.IO. A test brings a pair of its own. */
export interface Connector {
  /** Tries once. Never tries again by itself: the link decides when. */
  connect(attempt: Attempt, on: AttemptEvents): Connection
}

/** One try at a connection. */
export interface Attempt {
  auth: HandshakeAuth
  /** Which transport opens it. A WebSocket unless one was refused or swallowed here. */
  first: 'websocket' | 'polling'
}

/** What becomes of a try. Nothing is called after `Connection.close`. */
export interface AttemptEvents {
  opened(): void
  /** Once, whether it never opened or was lost; with the relay's refusal of the handshake, where it gave one. */
  closed(refusal?: Failure): void
  heard<Name extends EventName>(name: Name, event: Events[Name]): void
}

/** One connection, opening or open. */
export interface Connection {
  /** Sends a command. The answer may never come: deadlines are the link's. */
  request(name: CommandName, payload: unknown, answer: (result: Result<never>) => void): void
  close(): void
}
