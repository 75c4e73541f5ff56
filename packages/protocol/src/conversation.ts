import type { Entry } from './entry.ts'
import type { ClientId, ConversationId } from './ids.ts'
import type { Page, Person } from './person.ts'
import type { Subject } from './subject.ts'

/** What a conversation is for; each kind has its own states. */
export type ConversationKind = 'chat'

/** A conversation's status; which follow which stands in the state table of its kind. */
export type Status = 'open' | 'resolved'

/** Who may read it. */
export type Audience = 'participants'

/** What a person is in one conversation. */
export type Role = 'visitor' | 'owner'

/**
 * A place in one conversation's log. `epoch` changes when the database is restored, and `cid` is that of the entry at `seq`
 * (null at seq 0): where either differs from what the relay holds, the answer is `diverged`.
 */
export interface LogCursor {
  conversation: ConversationId
  epoch: string
  seq: number
  cid: ClientId | null
}

/** Somebody who takes part, and how far they have come. Cursors never go back. */
export interface Participant {
  person: Person
  role: Role
  /** Everything up to this seq has reached a device of theirs. */
  delivered: number
  /** Everything up to this seq was on a visible, focused screen of theirs. */
  read: number
}

/** One conversation as an inbox lists it, for the person who asks. */
export interface Conversation {
  id: ConversationId
  kind: ConversationKind
  site: string
  subject: Subject
  status: Status
  audience: Audience
  /** Where it was started, or null. */
  page: Page | null
  startedAt: number
  /** The newest entry's place. */
  head: LogCursor
  /** The newest message that is not deleted, with its text already the newest; null when there is none. */
  last: Entry | null
  /** Messages by others after one's own read cursor, deleted ones left out; counted up to `limits.unreadCount`. */
  unread: number
  participants: Participant[]
}
