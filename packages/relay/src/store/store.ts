import type {
  Appended,
  Audience,
  ClientId,
  Conversation,
  ConversationId,
  ConversationKind,
  EntryBodies,
  EntryType,
  LogCursor,
  LogPage,
  Page,
  Person,
  PersonId,
  PersonKind,
  Result,
  Role,
  Status,
  Subject,
} from '@firsthand/protocol'
import type { Erasure } from './restoring/erasure.ts'
import type { Restores } from './restoring/restores.ts'

/**
 * The port to the database: the smallest thing the relay needs of one. Each adapter (memory, SQLite, Postgres) passes the
 * same contract suite (`describeStore` in this folder). Every method is async, so that a database behind a wire fits.
 *
 * Where a method answers no `Result` and the database cannot do its work just now, it rejects with a `StoreError` of code
 * `store-unavailable`; after `close`, with `store-closed`.
 *
 * `append` resolves only once the commit is on disk (promise P4), and appends that arrive together share one commit.
 */
export interface Store {
  /** Names this life of the database; `restore` gives it a new one. */
  readonly epoch: string
  /** Whether other relays may work on the same database at the same time. */
  readonly shared: boolean

  /**
   * Appends to a conversation, starting it (and its author) first where `start` says so and it does not stand yet.
   *
   * In one transaction: the same (conversation, author, cid) again answers the first ack, or `cid-conflict` where type or body differ
   * (after an erasure, where the type does: of the body nothing is left to compare); `conversation-not-found` where it does not stand and there is no `start`, or the author takes no part in it;
   * else `decide` is asked, with what stands, for the entries to write. Seqs are given here, gapless, in the order of commit.
   *
   * Where the credential of `start.visitor` stands already for another person (two first messages at once), that person is the author and
   * takes the visitor's place among the participants; where it was revoked, the answer is `credential-revoked`.
   * Nothing is kept of a refused append. `store-unavailable` where the database cannot write, `draining` after `close`.
   */
  append(request: AppendRequest): Promise<Result<Committed>>

  /**
   * A page of the log with every entry's newest amendment applied, or `diverged`. `before` is exclusive: the page ends at the seq below it.
   * The caller has checked access.
   */
  readLog(conversation: ConversationId, where: { after: LogCursor } | { before: number | null }, limit: number): Promise<Result<LogPage>>
  /** The heads of several logs at once; unknown ones, and those this person takes no part in, are left out. */
  readHeads(conversations: readonly ConversationId[], person: PersonId): Promise<LogCursor[]>
  /** Whether the entry at each cursor is the one the cursor names; false where it or the epoch differs, at seq 0 as well, or the log is shorter. */
  matchCursors(cursors: readonly LogCursor[]): Promise<boolean[]>

  /** One conversation as this person's inbox lists it, or null when there is none or they take no part. */
  readConversation(conversation: ConversationId, person: PersonId): Promise<Conversation | null>
  /** What a person is in a conversation, and who the others are; null when there is none or they take no part. The check in front of every command. */
  readMembership(conversation: ConversationId, person: PersonId): Promise<Membership | null>
  /**
   * A page of a person's inbox; see `ReadInbox` and `InboxPage` of the protocol. A cursor that was never this inbox's is `diverged`.
   * Whatever changed after a cursor is found with it. Pages are in the order of the newest changes, which is exact to ten seconds: a
   * screen that orders by the time of the last message sorts what it holds.
   */
  readInbox(person: PersonId, where: { after: string } | { before: string | null }, limit: number): Promise<Result<StoredInboxPage>>
  /** Whether anything in the inbox changed after the cursor. */
  hasInboxChanges(person: PersonId, cursor: string): Promise<Result<boolean>>

  /**
   * Moves cursors forward, never back and never past the head, and answers where they stand and whether this call `moved` either of
   * them; null when the person takes no part. What has been read has been delivered too.
   */
  advanceCursor(
    conversation: ConversationId,
    person: PersonId,
    to: { delivered?: number; read?: number },
  ): Promise<{ delivered: number; read: number; moved: boolean } | null>

  readPerson(person: PersonId): Promise<StoredPerson | null>
  /** Writes a member as the configuration describes them (their id stays for ever). */
  saveMember(member: { id: PersonId; name: string; title: string | null; face: string | null }): Promise<void>
  saveAppearAway(person: PersonId, away: boolean): Promise<void>
  /** The people with whom this one shares a conversation: who is told when they come, go or move. */
  readAcquaintances(person: PersonId): Promise<PersonId[]>
  /** Facts kept of a person: when they first wrote as a visitor, and how many conversations they take part in; null when nobody goes by that id. */
  readPersonFacts(person: PersonId): Promise<{ firstMessageAt: number | null; locale: string | null; conversations: number } | null>
  /** Times in ms from a visitor's first message to the owner's first reply, for the conversations this owner first answered since `since`; the newest 1,000 at most. */
  readFirstReplies(owner: PersonId, since: number): Promise<number[]>

  /** The credential with this hash, or null while nobody has written with it. */
  readCredential(hash: string): Promise<{ person: PersonId; revoked: boolean } | null>
  revokeCredential(hash: string): Promise<void>
  /**
   * What others may have ended of what connections here stand on: the credentials revoked at or after `since` (by their
   * hash), which of these sessions are over, and which of these members appear away. For relays that share a database; costs next to nothing where nothing ended.
   */
  readStanding(of: { since: number; sessions: readonly string[]; members: readonly PersonId[] }, now: number): Promise<Standing>

  /** One-time sign-in links and the sessions made from them; only hashes are kept. */
  saveSignInLink(link: { hash: string; person: PersonId; expiresAt: number }): Promise<void>
  /** Takes a link out of the store in one step: a second taker gets null. */
  takeSignInLink(hash: string, now: number): Promise<PersonId | null>
  saveSession(session: { hash: string; person: PersonId; expiresAt: number }): Promise<void>
  /** Whose session this is and when it ends, or null once it did. */
  readSession(hash: string, now: number): Promise<{ person: PersonId; expiresAt: number } | null>
  removeSession(hash: string): Promise<void>

  /** What restores of this database left behind in it. */
  readRestores(): Promise<Restores>
  /** Adds to what is withheld: erased messages that do not stand in the database. */
  withhold(erasures: readonly Erasure[]): Promise<void>
  /**
   * Ends this life of the database: opened next, it has the epoch that is answered. For `restore`, which puts in `withheld` what was erased and
   * does not stand in the database.
   */
  beginNewLife(withheld: readonly Erasure[]): Promise<string>

  /** Whether a write would succeed now; for `/readyz`. */
  checkHealth(): Promise<boolean>
  /** Commits what is under way and closes. */
  close(): Promise<void>
}

/** One thing to append. */
export interface AppendRequest {
  conversation: ConversationId
  author: PersonId
  cid: ClientId
  type: EntryType
  /** What was asked for, the same at each retry: with type and `amends` it is what a cid is compared by. `decide` may write something else. */
  body: EntryBodies[EntryType]
  /** Begins the conversation, and the person behind the credential, where they do not stand yet. Ignored where they do. */
  start?: StartRequest
  /** The author's own entry that is to be amended, by its cid; `decide` gets it as `target`. */
  amends?: ClientId
  /** Decides with what stands at this moment, inside the transaction. Pure and synchronous: an adapter may ask it twice. */
  decide(view: AppendView): Result<Decision>
}

/** Who and what is created with a first message. */
export interface StartRequest {
  conversation: { kind: ConversationKind; site: string; subject: Subject; status: Status; audience: Audience; page: Page | null }
  visitor: { id: PersonId; site: string; name: string | null; locale: string | null; credentialHash: string } | null
  /** Everybody who takes part from the beginning, the author included. */
  participants: { person: PersonId; role: Role }[]
}

/** What stands when an append is decided. */
export interface AppendView {
  kind: ConversationKind
  status: Status
  role: Role
  /** The entry named by `amends`, or null. */
  target: { seq: number; type: EntryType; deleted: boolean } | null
}

/** What an append shall write. */
export interface Decision {
  /** In order, at least one; the first is the one the cid stands for. The others get cids of the relay's. */
  entries: { type: EntryType; body: EntryBodies[EntryType]; amends?: number }[]
  status?: Status
  /** A new name for the author. */
  name?: string
  /** The seq of the message whose text, and all edits of it, is erased from the store. */
  erase?: number
}

/** What an append answered: the ack, and, where this call wrote them, the entries to fan out and to whom. */
export interface Committed {
  ack: Appended
  /** Empty where the same cid had been committed before. */
  entries: CommittedEntry[]
  /** Every participant of the conversation. */
  audience: PersonId[]
  /** Whether this call created the conversation. */
  started: boolean
  /** Whether this call wrote the first reply that this conversation's visitor got. */
  replied: boolean
  /** Whether what the cid stands for was erased since, so that nobody can say any more what it was. */
  erased: boolean
}

/** An entry as it goes out live. */
export interface CommittedEntry {
  epoch: string
  conversation: ConversationId
  seq: number
  cid: ClientId
  author: PersonId
  at: number
  type: EntryType
  body: EntryBodies[EntryType]
}

/** What a person is in a conversation. */
export interface Membership {
  role: Role
  kind: ConversationKind
  site: string
  status: Status
  audience: Audience
  participants: { person: PersonId; role: Role }[]
}

/** What connections can stand on no more, and who appears away. */
export interface Standing {
  revoked: string[]
  ended: string[]
  away: PersonId[]
}

/** A person as stored. */
export interface StoredPerson extends Person {
  kind: PersonKind
  /** Null for a member, who belongs to the relay. */
  site: string | null
  appearAway: boolean
}

/** A page of an inbox, as `InboxPage` of the protocol. */
export interface StoredInboxPage {
  conversations: Conversation[]
  cursor: string
  older: string | null
  more: boolean
}
