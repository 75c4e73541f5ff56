import { failure, LIMITS, type ConversationId, type Result } from '@firsthand/protocol'
import { noMetrics, type StoreMetrics } from '../../operations/metrics.ts'
import { createSqlRestores } from '../restoring/sql-restores.ts'
import { hasInboxChanges, readConversation, readInbox, type InboxReading } from '../sql/read-inbox.ts'
import { matchCursors, readHeads, readLog } from '../sql/read-log.ts'
import { createPeopleReads } from '../sql/read-people.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { createAdvanceCursor } from './advance-cursor.ts'
import { createAppend } from './append-entries.ts'
import { createCheckpoints } from './checkpoints.ts'
import { createEntryPlaces } from './entry-places.ts'
import { createGroupCommit } from './group-commit.ts'
import { createInboxStamps } from './inbox-stamps.ts'
import { createPeopleWrites } from './people-writes.ts'
import type { PreparedDatabase } from './prepare-database.ts'
import { createFindSent } from './sent-entries.ts'
import { createStandingConversations } from './standing-conversations.ts'
import { createConversationStart } from './start-conversation.ts'
import { createInboxTouch } from './touch-inboxes.ts'
import { createWriteEntries } from './write-entries.ts'

/** What is to be known of the relay around the database. */
export interface SqliteStoreOptions {
  /** The relay's clock, milliseconds since 1970. */
  now?: () => number
  /** Unread messages are counted up to here. */
  unreadCount?: number
  /** What went wrong beneath the answers (a full disk, a failed checkpoint), for the log. */
  report?: (cause: unknown) => void
  /** What the store counts. Default: nothing. */
  metrics?: StoreMetrics
}

/** When to try again where the database cannot write. */
const RETRY_AFTER_MS = 1_000

function refuse({ code }: StoreError): Result<never> {
  return code === 'store-closed' ? failure('draining') : failure('store-unavailable', { retryAfterMs: RETRY_AFTER_MS })
}

/** Builds the store over a database this process holds; closing it closes the database. */
export function createSqliteStore(prepared: PreparedDatabase, options: SqliteStoreOptions = {}): Store {
  const { file, db, kysely, epoch } = prepared
  const { now = Date.now, unreadCount = LIMITS.unreadCount, report = () => {}, metrics = noMetrics } = options
  const checkpoints = createCheckpoints({ db, file, report, metrics })
  const places = createEntryPlaces(db)
  const conversations = createStandingConversations(db, places)
  const onRollback = (): void => {
    conversations.forget()
    places.reload()
  }
  const commits = createGroupCommit(db, { now, report, metrics, onCommit: checkpoints.count, onRollback })
  const stamps = createInboxStamps(prepared.stamps.newest)
  const inboxes = createInboxTouch(db, stamps, conversations)
  const start = createConversationStart(db, stamps, conversations)
  const writeEntries = createWriteEntries(db, epoch, places, inboxes, checkpoints.hasten)
  const append = createAppend({ conversations, findSent: createFindSent(db), start, writeEntries })
  const writeHealthy = db.prepare(`
    insert into meta (name, value) values ('healthy', ?) on conflict (name) do update set value = excluded.value`)
  const reading: InboxReading = { db: kysely, epoch, unreadCount, wasGiven: prepared.stamps.wasGiven }

  /** Before a read by place: what was written to one of these conversations, or to any, gets its place with the next commit. */
  const settled = async (wanted?: readonly ConversationId[]): Promise<void> => {
    if (!places.isBehind(wanted)) return
    try {
      await commits.run(places.settle)
    } catch (cause) {
      if (!(cause instanceof StoreError && cause.code === 'store-unavailable')) throw cause
      // A full disk keeps nobody from reading.
      commits.preview(places.settle)
    }
  }

  let closing: Promise<void> | undefined
  const end = async (): Promise<void> => {
    commits.close()
    await checkpoints.close()
    prepared.close()
  }

  return {
    epoch,
    shared: false,
    append: (request) => commits.run((at) => append(request, at), refuse),
    async readLog(conversation, where, limit) {
      await settled([conversation])
      return readLog(kysely, epoch, conversation, where, limit)
    },
    async readHeads(wanted, person) {
      await settled(wanted)
      return readHeads(kysely, epoch, wanted, person)
    },
    async matchCursors(cursors) {
      await settled(cursors.map(({ conversation }) => conversation))
      return matchCursors(kysely, epoch, cursors)
    },
    async readConversation(conversation, person) {
      await settled([conversation])
      return readConversation(reading, conversation, person)
    },
    async readMembership(id, person) {
      const found = conversations.find(id)
      const own = found?.participants.find((participant) => participant.id === person)
      if (!found || !own) return null
      const { kind, site, status, audience, participants } = found
      return { role: own.role, kind, site, status, audience, participants: participants.map((one) => ({ person: one.id, role: one.role })) }
    },
    async readInbox(person, where, limit) {
      await settled()
      const page = await readInbox(reading, person, where, limit)
      if (!page.ok) return page
      const { handedOut, ...value } = page.value
      stamps.handOut(person, handedOut)
      return { ok: true, value }
    },
    hasInboxChanges: (person, cursor) => hasInboxChanges(reading, person, cursor),
    advanceCursor: createAdvanceCursor(db, commits, conversations, inboxes),
    ...createPeopleReads(kysely),
    ...createPeopleWrites(db, commits, inboxes),
    ...createSqlRestores(kysely, now),
    checkHealth: () =>
      commits
        .run((at) => writeHealthy.run(String(at)))
        .then(
          () => true,
          () => false,
        ),
    close: () => (closing ??= end()),
  }
}
