import type { CommandName, FailureCode } from '@firsthand/protocol'

/**
 * What the relay counts of itself: the one place where what is counted has a name. `docs/OPERATIONS.md` says what each is good for.
 * Every method returns at once and never throws; where no metrics are served all of them do nothing ({@link noMetrics}).
 */
export interface Metrics {
  /** Somebody's connection stands, or has gone. */
  connectionOpened(as: ConnectionRole): void
  connectionClosed(as: ConnectionRole): void
  handshakeRefused(code: FailureCode): void
  /** The time to hand to {@link commandAnswered}; 0 where nobody measures. */
  startTimer(): number
  /** A command was answered: `ok` or why not. `unknown` is the name of whatever is no command. */
  commandAnswered(command: CommandName | 'unknown', outcome: 'ok' | FailureCode, startedAt: number): void
  /** An append was acknowledged. `repeated` where its cid had been committed before: a client had not got the first answer. */
  appendAcked(repeated: boolean): void
  /** A client found what it had missed. */
  healed(how: Heal): void
  /** One event was handed to so many connections. */
  fannedOut(recipients: number): void
  /** A connection that does not read: nothing more is sent to it, it reads again, or it was closed. */
  slowReader(step: SlowReaderStep): void
  /** A transaction with so many writes is on disk. */
  batchCommitted(writes: number, startedAt: number): void
  /** The store could not do what was asked of it. */
  storeFailed(): void
  /** The write-ahead log was moved into the database, by its own thread or on the main one, and holds so many pages. */
  checkpointed(by: 'worker' | 'main', pages: number): void
  /** A client gave back an entry that a restored database lacked. */
  entryBroughtBack(): void
  /** Names what is read at each scrape, such as how many members are here; the latest reader of a name counts. */
  sample(readers: Partial<Record<SampleName, () => number>>): void
}

export type ConnectionRole = 'visitor' | 'member'

/** `log`, `inbox`: a read after a cursor found something. `diverged`: a cursor of another life of the database was given up. */
export type Heal = 'log' | 'inbox' | 'diverged'

export type SlowReaderStep = 'stopped' | 'resumed' | 'cut'

/** What is read when somebody scrapes, rather than counted as it happens. */
export type SampleName =
  /** Bytes that wait in this process for clients to read them. */
  | 'queuedBytes'
  /** Connections that do not read, and to which nothing is sent just now. */
  | 'slowReaders'
  | 'membersHere'
  /** 1 while Redis can be had, 0 while not; no such metric where there is none. */
  | 'redisUp'
  /** Connections to Postgres, and those who wait for one. */
  | 'poolBusy'
  | 'poolIdle'
  | 'poolWaiting'
  /** Pages in SQLite's write-ahead log; {@link Metrics.checkpointed} says it. */
  | 'walPages'
  /** How often this database was restored from a backup. */
  | 'restores'
  /** Numbers of entries that were lost by a restore and that nobody has brought back. */
  | 'lostSeqs'
  /** 1 from the moment the relay is told to end. */
  | 'draining'

/** What a store counts. */
export type StoreMetrics = Pick<Metrics, 'startTimer' | 'batchCommitted' | 'storeFailed' | 'checkpointed' | 'entryBroughtBack' | 'sample'>

const nothing = (): void => undefined

/** Counts nothing: for a relay whose metrics nobody reads. */
export const noMetrics: Metrics = {
  connectionOpened: nothing,
  connectionClosed: nothing,
  handshakeRefused: nothing,
  startTimer: () => 0,
  commandAnswered: nothing,
  appendAcked: nothing,
  healed: nothing,
  fannedOut: nothing,
  slowReader: nothing,
  batchCommitted: nothing,
  storeFailed: nothing,
  checkpointed: nothing,
  entryBroughtBack: nothing,
  sample: nothing,
}
