import type { ClientId, ConversationId, PersonId } from './ids.ts'
import type { ChatEntries } from './features/chat.ts'
import type { NamingEntries } from './features/naming.ts'

/** The body of every type of entry, by type. A feature adds its own here, and nowhere else in this file. */
export interface EntryBodies extends ChatEntries, NamingEntries {}

/** The types of entry this version knows. A client skips a type it does not know, and still counts its seq. */
export type EntryType = keyof EntryBodies

/** Something that a later entry did to this one: the newest edit or the deletion. */
export interface Amendment {
  /** The seq of the entry that amends. */
  seq: number
  type: 'message-edited' | 'message-deleted'
  at: number
}

interface EntryOf<Type extends EntryType> {
  conversation: ConversationId
  /** 1, 2, 3 … without a gap, in the order of commit: the one order there is. */
  seq: number
  cid: ClientId
  author: PersonId
  /** Server time of the commit, milliseconds since 1970. */
  at: number
  type: Type
  /**
   * What was said. Wherever an amendment stands, `body` is already the newest: the edited text, or null when deleted.
   * Old text never leaves the relay again.
   */
  body: EntryBodies[Type] | null
  /** The newest amendment of this entry, wherever in the log that stands. */
  amendment?: Amendment
}

/** One numbered item of a conversation's log. */
export type Entry = { [Type in EntryType]: EntryOf<Type> }[EntryType]

/**
 * What an append answers: where the entry stands. The live {@link Entry} carries the same cid; the connection that sent a message is not
 * told of it again: with this it has all of it.
 */
export interface Appended {
  conversation: ConversationId
  cid: ClientId
  seq: number
  at: number
  /** In the answer to `message:send`: the text as it was kept, where cleaning changed what was sent. */
  text?: string
}
