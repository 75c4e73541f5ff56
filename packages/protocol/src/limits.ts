/**
 * What the relay accepts at most. `welcome` carries them, so that a client never has to guess;
 * lengths count UTF-16 code units (JavaScript's `length`), spans are milliseconds.
 */
export const LIMITS = {
  /** One frame on the socket, in bytes. A larger one cuts the connection. */
  frameBytes: 65_536,
  /** A message's text. */
  messageText: 10_000,
  /** A person's name. */
  name: 80,
  /** A reason given with a change of status. */
  reason: 1_000,
  /** A page's address and its title, as a visitor's client reports them. */
  url: 2_048,
  pageTitle: 200,
  /** A subject's key. */
  subjectKey: 200,
  /** Entries in one page of `conversation:sync`. */
  syncPage: 200,
  /** Conversations in one page of `inbox:read`. */
  inboxPage: 100,
  /** Conversations whose cursors fit into one `hello`. */
  helloConversations: 50,
  /** Unread messages are counted up to here; the count 100 reads "99+". */
  unreadCount: 100,
  /** Commands of one connection: `commands` within `commandWindowMs`, then `rate-limited`; at five times that the connection is cut. */
  commands: 200,
  commandWindowMs: 10_000,
  /** A connection that says no `hello` for so long is cut. */
  helloWithinMs: 10_000,
  /** How long a report of typing lasts without being said again. */
  typingMs: 6_000,
  /** How long a member's sign of activity keeps them "here". */
  hereMs: 120_000,
} as const

/** The shape of {@link LIMITS} on the wire; a relay may be configured to other numbers. */
export type Limits = { readonly [Name in keyof typeof LIMITS]: number }
