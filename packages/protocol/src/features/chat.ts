import type { Status } from '../conversation.ts'
import { defineStates, type StateTable } from '../states.ts'
import type { Appended } from '../entry.ts'
import type { ClientId, ConversationId } from '../ids.ts'
import type { Page } from '../person.ts'
import type { SubjectQuery } from '../subject.ts'

/** Bodies of the entries a chat is made of. */
export interface ChatEntries {
  /** Something a person wrote: plain text, line breaks kept. */
  message: { text: string }
  /** A message's text was replaced by its author. `text` is null where a newer amendment stands. */
  'message-edited': { target: number; text: string | null }
  /** A message was deleted by its author: its text is gone from the relay's store too. */
  'message-deleted': { target: number }
  /** The status changed; `reason` where one was given. */
  'status-changed': { from: Status; to: Status; reason?: string }
}

/** How a conversation begins: sent along with its first message, and again with each retry of it. */
export interface Start {
  kind: 'chat'
  /** Which subject: resolved by the relay as a {@link SubjectQuery} is. */
  about: SubjectQuery
  /** The page it is started from. */
  page?: Page
  /** The visitor's name, where they gave one before the first message. */
  name?: string
}

interface AppendCommand {
  conversation: ConversationId
  /** Made before the first try and kept through every retry. */
  cid: ClientId
}

/** Says something. With `start`, begins the conversation first, should it not stand yet. */
export interface SendMessage extends AppendCommand {
  text: string
  start?: Start
}

/** Replaces the text of one's own message, named by the cid it was sent under. */
export interface EditMessage extends AppendCommand {
  target: ClientId
  text: string
}

/** Deletes one's own message, named by the cid it was sent under. */
export interface DeleteMessage extends AppendCommand {
  target: ClientId
}

/** Changes the status of a conversation, as its kind's state table allows. */
export interface ChangeStatus extends AppendCommand {
  to: Status
  reason?: string
}

/** The commands of this feature and their answers. All of them append, so all of them may be retried without harm. */
export interface ChatCommands {
  'message:send': { payload: SendMessage; answer: Appended }
  'message:edit': { payload: EditMessage; answer: Appended }
  'message:delete': { payload: DeleteMessage; answer: Appended }
  'status:change': { payload: ChangeStatus; answer: Appended }
}

/** The states of a chat. A message in a resolved chat reopens it: the relay appends the `status-changed` itself. */
export const CHAT_STATES: StateTable = defineStates({
  initial: 'open',
  transitions: [
    { from: 'open', to: 'resolved', by: ['visitor', 'owner'] },
    { from: 'resolved', to: 'open', by: ['visitor', 'owner'] },
  ],
})
