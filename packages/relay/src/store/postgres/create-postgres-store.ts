import { failure, LIMITS } from '@firsthand/protocol'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { noMetrics, type StoreMetrics } from '../../operations/metrics.ts'
import { createSqlRestores } from '../restoring/sql-restores.ts'
import type { KnownStamps } from '../restoring/stamp-gaps.ts'
import { hasInboxChanges, readConversation, readInbox, type InboxReading } from '../sql/read-inbox.ts'
import { matchCursors, readHeads, readLog } from '../sql/read-log.ts'
import { createPeopleReads } from '../sql/read-people.ts'
import type { Schema } from '../sql/schema.ts'
import type { Membership, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { createBatches } from './create-batches.ts'
import { createHandOut } from './inbox-cursors.ts'
import { createKnown } from './known.ts'
import { createPeopleWrites } from './people-writes.ts'
import { describeOutage, isConflict, isOutage } from './postgres-errors.ts'
import { createWanted, readFacts } from './read-facts.ts'
import { createStandingConversations, type StandingConversation } from './standing-conversations.ts'

/** What is to be known of the relay around the database. */
export interface PostgresStoreOptions {
  /** The relay's clock, milliseconds since 1970. */
  now?: () => number
  /** Unread messages are counted up to here. */
  unreadCount?: number
  /** What went wrong beneath the answers (a server that is gone), for the log. */
  report?: (cause: unknown) => void
  /** What the store counts. Default: nothing. */
  metrics?: StoreMetrics
}

/** A database that is up to date, and the two ways to it. */
export interface OpenedDatabase {
  /** For reading, and for what is written seldom. */
  pool: Pool
  /** One connection, for the batches. */
  writing: Pool
  kysely: Kysely<Schema>
  epoch: string
  /** The stamps of inboxes that it gave. */
  stamps: KnownStamps
}

/** When to try again where the database cannot be had. */
const RETRY_AFTER_MS = 1_000

/** Builds the store over a database that other relays may use as well; closing it closes the connections. */
export function createPostgresStore({ pool, writing, kysely, epoch, stamps }: OpenedDatabase, options: PostgresStoreOptions = {}): Store {
  const { now = Date.now, unreadCount = LIMITS.unreadCount, report = () => {}, metrics = noMetrics } = options
  const conversations = createStandingConversations()
  const batches = createBatches({ pool: writing, conversations, epoch, now, report, metrics })
  const reading: InboxReading = { db: kysely, epoch, unreadCount, wasGiven: stamps.wasGiven, handOut: createHandOut(pool) }
  metrics.sample({
    poolBusy: () => pool.totalCount - pool.idleCount + writing.totalCount - writing.idleCount,
    poolIdle: () => pool.idleCount + writing.idleCount,
    poolWaiting: () => pool.waitingCount,
  })

  let closing: Promise<void> | undefined
  let open = true
  const end = async (): Promise<void> => {
    await batches.close()
    open = false
    await Promise.all([pool.end(), writing.end()])
  }
  /** Whatever the database could not do just now is said in the store's own words. */
  const guard = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
    if (!open) throw new StoreError('store-closed', 'The store was closed.')
    try {
      return await ask()
    } catch (cause) {
      if (cause instanceof StoreError || !(isOutage(cause) || isConflict(cause))) throw cause
      metrics.storeFailed()
      throw new StoreError('store-unavailable', `The database cannot be reached now: ${describeOutage(cause)}`, { cause })
    }
  }
  const find = async (id: string): Promise<StandingConversation | undefined> => {
    const standing = conversations.get(id)
    if (standing) return standing
    const wanted = createWanted()
    wanted.conversations.add(id)
    return createKnown(await readFacts(pool, wanted), conversations).find(id)
  }

  const people = { ...createPeopleReads(kysely), ...createPeopleWrites(pool, now), ...createSqlRestores(kysely, now) }
  const store: Omit<Store, 'append' | 'checkHealth' | 'close' | 'epoch' | 'shared'> = {
    readLog: (conversation, where, limit) => readLog(kysely, epoch, conversation, where, limit),
    readHeads: (wanted, person) => readHeads(kysely, epoch, wanted, person),
    matchCursors: (cursors) => matchCursors(kysely, epoch, cursors),
    readConversation: (conversation, person) => readConversation(reading, conversation, person),
    async readMembership(id, person) {
      const found = await find(id)
      return found ? toMembership(found, person) : null
    },
    async readInbox(person, where, limit) {
      const page = await readInbox(reading, person, where, limit)
      if (!page.ok) return page
      const { handedOut: _, ...value } = page.value
      return { ok: true, value }
    },
    hasInboxChanges: (person, cursor) => hasInboxChanges(reading, person, cursor),
    advanceCursor: (conversation, person, to) => batches.move({ conversation, person, to }),
    ...people,
  }
  return {
    ...guardAll(store, guard),
    epoch,
    shared: true,
    async append(request) {
      try {
        return await batches.append(request)
      } catch (cause) {
        if (!(cause instanceof StoreError)) throw cause
        return cause.code === 'store-closed' ? failure('draining') : failure('store-unavailable', { retryAfterMs: RETRY_AFTER_MS })
      }
    },
    checkHealth: () =>
      guard(() =>
        writing.query("insert into meta (name, value) values ('healthy', $1) on conflict (name) do update set value = excluded.value", [
          String(now()),
        ]),
      ).then(
        () => true,
        () => false,
      ),
    close: () => (closing ??= end()),
  }
}

/** The same methods, each behind the guard. */
function guardAll<Methods extends object>(methods: Methods, guard: <Value>(ask: () => Promise<Value>) => Promise<Value>): Methods {
  const entries = Object.entries(methods as Record<string, (...given: unknown[]) => Promise<unknown>>)
  return Object.fromEntries(entries.map(([name, method]) => [name, (...given: unknown[]) => guard(() => method(...given))])) as Methods
}

/** Who takes part is settled when a conversation begins, so that what is remembered of it stays true whoever else writes. */
function toMembership({ kind, site, status, audience, participants }: StandingConversation, person: string): Membership | null {
  const own = participants.find(({ id }) => id === person)
  return own
    ? { role: own.role, kind, site, status, audience, participants: participants.map((one) => ({ person: one.id, role: one.role })) }
    : null
}
