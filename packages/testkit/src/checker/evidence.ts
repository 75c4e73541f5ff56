import type { EntryType } from '@firsthand/protocol'

/** What people said, what the database holds and what screens show once everything has healed. All that the checker looks at. */
export interface Evidence {
  said: readonly Said[]
  amended?: readonly Amended[]
  /** Every entry of every conversation in the database. */
  rows: readonly Row[]
  /** Who takes part in which conversation, by the database. */
  participants: ReadonlyMap<string, ReadonlySet<string>>
  screens: readonly Screen[]
  /** Cursors as one client heard of them, each client's in the order it did. */
  cursors?: readonly CursorSeen[]
}

/** One message that somebody pressed send for. */
export interface Said {
  /** Who, by their id on the relay. */
  person: string
  conversation: string
  text: string
  /** Its place among what this person said. */
  order: number
  /** Null where it never left. */
  cid: string | null
  /** Whether its author's client was told that it is committed. */
  acked: boolean
}

/** One edit or deletion that somebody asked for. */
export interface Amended {
  person: string
  conversation: string
  cid: string
  /** The message's cid. */
  target: string
  /** Null for a deletion. */
  text: string | null
  acked: boolean
}

/** One entry as the database holds it. */
export interface Row {
  conversation: string
  seq: number
  cid: string
  author: string
  type: EntryType
  /** The seq it amends. */
  target: number | null
  /** Of messages and edits; null once erased. */
  text: string | null
}

/** What one client shows once it has healed. */
export interface Screen {
  /** Such as `visitor 3, second tab`. */
  name: string
  person: string
  /** By conversation, in the order of the screen. */
  conversations: ReadonlyMap<string, readonly Shown[]>
}

/** One message on a screen. */
export interface Shown {
  /** Null while it is not committed as far as this client knows. */
  seq: number | null
  cid: string
  /** Null when deleted. */
  text: string | null
}

/** A cursor at the moment a client heard of it. */
export interface CursorSeen {
  by: string
  conversation: string
  person: string
  delivered: number
  read: number
}

/** One promise that was broken. */
export interface Violation {
  invariant: string
  /** One sentence with the ids in it. */
  says: string
}

/** Looks for what breaks one promise. */
export type Invariant = (evidence: Evidence) => string[]
