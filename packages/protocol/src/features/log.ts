import type { Conversation, LogCursor } from '../conversation.ts'
import type { Entry } from '../entry.ts'
import type { ConversationId } from '../ids.ts'

/**
 * Reads a page of a log. `after` reads forward from a cursor (seq 0 and cid null: from the beginning);
 * `before` reads back from a seq, or with null from the head. Either way the page comes in rising seq.
 */
export type SyncConversation = { conversation: ConversationId; limit?: number } & ({ after: LogCursor } | { before: number | null })

/** A page of a log, in rising seq and without a gap. */
export interface LogPage {
  entries: Entry[]
  head: LogCursor
  /** Whether there is more in the direction that was asked for. */
  more: boolean
}

/**
 * Reads one's inbox. Without a cursor: the newest page, and with `before` the pages behind it, newest first.
 * With `after`: what changed since, oldest change first.
 * Nothing that changed after a cursor is ever missed; the order itself is exact to ten seconds, so a screen sorts what it holds.
 */
export interface ReadInbox {
  after?: string
  before?: string
  limit?: number
}

/** A page of one's inbox. */
export interface InboxPage {
  conversations: Conversation[]
  /** For `after`: pass it there to learn what changed from here on. Opaque. */
  cursor: string
  /** For `before`: pass it there to read on; null at the end. Opaque. Null in pages read with `after`. */
  older: string | null
  /** In pages read with `after`: whether to ask again at once. */
  more: boolean
}

/** The commands of this feature and their answers. */
export interface LogCommands {
  'inbox:read': { payload: ReadInbox; answer: InboxPage }
  'conversation:read': { payload: { conversation: ConversationId }; answer: Conversation }
  'conversation:sync': { payload: SyncConversation; answer: LogPage }
}

/** The events of this feature. */
export interface LogEvents {
  /** An entry was committed in a conversation one takes part in. */
  'entry:committed': Entry & { epoch: string }
}
