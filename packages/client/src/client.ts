import type { ReadonlySignal } from '@preact/signals-core'
import type {
  Availability,
  Conversation,
  ConversationId,
  Failure,
  OwnPresence,
  Page,
  Person,
  PersonFacts,
  PersonId,
  Result,
  Status,
  Subject,
  SubjectCard,
  SubjectQuery,
} from '@firsthand/protocol'

/**
 * A connection to one relay for one identity, headless: state in signals, acts as functions. The widget and the console draw it;
 * anybody's own interface can. Made by `createClient`.
 */
export interface Client {
  /** Where the connection stands; screens draw the calm "reconnecting" line from it. */
  readonly connection: ReadonlySignal<ConnectionState>
  /** Who one is on this relay; null for a visitor who has not sent anything yet. */
  readonly you: ReadonlySignal<Person | null>
  /** `memory` while the browser's storage fails: what is unsent is lost with the page, and the screen says so. */
  readonly storage: ReadonlySignal<'kept' | 'memory'>
  /** How much that was said in any tab of this identity still waits to be acknowledged; what was refused no longer does. Only while connected does it go out. */
  readonly unsent: ReadonlySignal<number>
  readonly inbox: Inbox
  /** The relay's clock as well as this client knows it, milliseconds since 1970. For spans on screen; it orders nothing. */
  serverNow(): number

  /** Opens the connection, and keeps it open (backoff, wake-ups) until `disconnect` or `close`. Idempotent. */
  connect(): void
  /** Closes the connection; what is unsent stays in the outbox. `connect` opens it again. */
  disconnect(): void

  /** The conversation of this id, loaded when first asked for. The same object for the same id until it is released. */
  openConversation(id: ConversationId): ConversationModel
  /**
   * A conversation that will begin with its first message; nothing is stored or sent before that. Where one about the same was
   * begun before a reload and never acknowledged, it is that one. `id`: where the caller has made one for it.
   */
  startConversation(about: SubjectQuery, page?: Page, id?: ConversationId): ConversationModel
  /** Follows a subject: who is responsible for this page and whether they are there. Call `release` when it is no longer shown. */
  watchSubject(query: SubjectQuery): SubjectModel

  /** Says which page is looked at. Query and hash are dropped before it is sent. */
  visit(page: Page): void
  /** What is kept of a person (left out: of oneself). */
  readFacts(person?: PersonId): Promise<Result<PersonFacts>>
  /** The page a visitor is on, live; null when none is connected. Filled for visitors of one's conversations. */
  pageOf(person: PersonId): ReadonlySignal<(Page & { at: number }) | null>
  /** A member's console says it is visible and in use; the client repeats it to the relay no oftener than it must. */
  reportActivity(active: boolean): void
  /** A member's own presence as visitors see it. */
  readonly presence: ReadonlySignal<OwnPresence>
  appearAway(away: boolean): Promise<Result<OwnPresence>>

  /** Subscribes to what happens, for analytics, notifications and sounds. Returns its unsubscribe. */
  on<Name extends keyof ClientEvents>(name: Name, handler: (event: ClientEvents[Name]) => void): () => void

  /**
   * Ends this identity on this device: revokes a visitor's credential, wipes outbox, cursors and secret. A fresh visitor begins after it.
   * It is wiped here whatever the answer is: a failure only means that the relay could not be told.
   */
  forget(): Promise<Result<null>>
  /** Closes everything: socket, listeners, timers. The outbox stays for the next time. */
  close(): Promise<void>
}

/** Where the connection stands. */
export type ConnectionState =
  | { state: 'idle' }
  | { state: 'connecting'; attempt: number }
  | { state: 'online' }
  /** Lost or not yet had; the next try comes at `retryAt` (local time, ms). */
  | { state: 'waiting'; attempt: number; retryAt: number }
  /** The relay refuses for a reason that trying again does not mend. */
  | { state: 'refused'; failure: Failure }
  | { state: 'closed' }

/** What happens in a client, without message bodies. */
export interface ClientEvents {
  'message-sent': { conversation: ConversationId; cid: string }
  'message-received': { conversation: ConversationId; seq: number; author: PersonId }
  'conversation-started': { conversation: ConversationId; subject: string }
  /** The sum over all conversations. */
  unread: { count: number }
  resolved: { conversation: ConversationId }
  error: Failure
}

/** One's conversations, newest first, live. */
export interface Inbox {
  readonly state: ReadonlySignal<'loading' | 'ready' | 'failed'>
  readonly conversations: ReadonlySignal<readonly Conversation[]>
  /** Unread messages over all conversations known. */
  readonly unread: ReadonlySignal<number>
  readonly older: ReadonlySignal<'none' | 'more' | 'loading' | 'failed'>
  loadOlder(): Promise<void>
}

/** One conversation: what was said, what is being said, and what one can do. */
export interface ConversationModel {
  readonly id: ConversationId
  /** `new`: nothing sent yet. `gone`: it is not there, or not one's own. */
  readonly state: ReadonlySignal<'new' | 'loading' | 'ready' | 'failed' | 'gone'>
  /** As the inbox lists it; null while new or loading. */
  readonly conversation: ReadonlySignal<Conversation | null>
  /** Committed entries in the order of seq, then what waits in the outbox in the order it was said. Amendments are applied; unknown types left out. */
  readonly timeline: ReadonlySignal<readonly TimelineItem[]>
  /** Whether earlier entries can be paged in. */
  readonly earlier: ReadonlySignal<'none' | 'more' | 'loading' | 'failed'>
  loadEarlier(): Promise<void>
  /** Others who are typing now. */
  readonly typing: ReadonlySignal<readonly Person[]>
  readonly unread: ReadonlySignal<number>
  /** The highest seq one had read when the conversation was opened here: where the "new" line stands. */
  readonly readUpTo: ReadonlySignal<number>

  /** Keeps the message in the outbox, shows it, sends it. Resolves once it is kept (not: sent). */
  send(text: string): Promise<void>
  /** Edits or deletes a message of one's own, by cid. One that was never sent is changed or dropped in the outbox itself. */
  edit(cid: string, text: string): Promise<void>
  remove(cid: string): Promise<void>
  /** Tries a message again that was not sent. */
  retry(cid: string): Promise<void>
  /** Drops a message that was not sent. */
  discard(cid: string): Promise<void>
  changeStatus(to: Status, reason?: string): Promise<void>
  /** What to call oneself; before the first message it is sent along with that. */
  giveName(name: string): Promise<void>
  /** Call at each key; the client says it to the others no oftener than it must, and takes it back. */
  reportTyping(typing: boolean): void
  /** Call when the newest entry is on a visible, focused screen. */
  markRead(): void
  /** Call when no screen shows it any more. */
  release(): void
}

/** One thing on the timeline. `key` is stable from the first local echo on: the committed entry replaces the echo under it. */
export type TimelineItem = MessageItem | EventItem

export interface MessageItem {
  kind: 'message'
  key: string
  cid: string
  /** Null while it is not committed. */
  seq: number | null
  author: PersonId | null
  own: boolean
  /** Server time once committed, local time before. */
  at: number
  /** Null when deleted. */
  text: string | null
  edited: boolean
  delivery: Delivery
}

/** How far a message has come. Of others' messages: always `sent`. */
export type Delivery =
  | { state: 'sending' }
  /** No connection: it is safe on this device and goes out by itself. */
  | { state: 'waiting' }
  | { state: 'sent' }
  | { state: 'delivered' }
  | { state: 'read' }
  /** Refused, or given up on: it stays visible with "try again" and "discard". */
  | { state: 'not-sent'; failure: Failure }

/** Something that is not a message: one centred line. */
export interface EventItem {
  kind: 'event'
  key: string
  seq: number
  /** Null where nobody did it. */
  author: PersonId | null
  own: boolean
  at: number
  event:
    | { type: 'status-changed'; from: Status; to: Status; reason?: string }
    | { type: 'name-given'; name: string }
    /** So many messages stood here, and are gone since the relay was restored from a backup. */
    | { type: 'messages-lost'; count: number }
}

/** A subject and its owner, live. */
export interface SubjectModel {
  readonly state: ReadonlySignal<'loading' | 'ready' | 'failed'>
  readonly card: ReadonlySignal<SubjectCard | null>
  readonly subject: ReadonlySignal<Subject | null>
  /** As of now: `hereUntil` turns null by itself when its time has come. */
  readonly availability: ReadonlySignal<Availability>
  readonly failure: ReadonlySignal<Failure | null>
  release(): void
}

/** Who one is to the relay. */
export type Identity =
  /** A visitor of a site; the secret is made and kept by the client itself. */
  | { as: 'visitor'; site: string }
  /** A member, by the session cookie of the console's own origin. */
  | { as: 'member'; person: PersonId }
