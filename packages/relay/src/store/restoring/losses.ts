import type { ClientId, ConversationId, LogCursor } from '@firsthand/protocol'
import type { Metrics } from '../../operations/metrics.ts'
import type { CommittedEntry, Store } from '../store.ts'

/** Counts what a restore cost: what clients say that they had seen, against what stands and what they brought back. */
export interface Losses {
  /** A client holds this place of a log, and it is not what stands. */
  claim(cursor: LogCursor): void
  /** Entries were committed. */
  notice(entries: readonly CommittedEntry[]): void
  /** Numbers of entries that were claimed and are not back. */
  count(): number
}

/** What is known of one conversation: it had `claimed` entries, `standing` were restored, `back` were sent again. */
interface Claim {
  claimed: number
  standing: number
  back: number
  since: number
}

interface LossesParts {
  store: Pick<Store, 'epoch' | 'readLog'>
  /** The epochs that ended by a restore. */
  formerEpochs: readonly string[]
  /** When this relay opened the database; one that was copied back was so before. */
  openedAt: number
  metrics: Pick<Metrics, 'entryBroughtBack'>
  /** Tells the log of the first claim to each conversation. */
  report: (claim: { conversation: ConversationId; claimed: number; standing: number; back: number }) => void
}

/** So many conversations are counted; beyond them the figure is a lower bound. */
const COUNTED = 10_000
/** So far back a log is looked through for what came after a restore. */
const PAGES = 5
const PAGE = 200

/**
 * Counts from the moment this relay began, and only what clients tell it: who never comes again claims nothing. What a client sent again is told by its
 * cid, which its own clock made before the restore.
 */
export function createLosses({ store, formerEpochs, openedAt, metrics, report }: LossesParts): Losses {
  const claims = new Map<ConversationId, Claim>()
  const asked = new Set<ConversationId>()
  const former = new Set(formerEpochs)
  const restoredAt = former.size > 0 ? readTime(store.epoch) : -Infinity

  const add = async ({ conversation, seq }: LogCursor, since: number): Promise<void> => {
    const { standing, back } = await lookBack(store, conversation, since)
    const claimed = Math.max(seq, claims.get(conversation)?.claimed ?? 0)
    claims.set(conversation, { claimed, standing, back, since })
    if (claimed > standing + back) report({ conversation, claimed, standing, back })
  }

  return {
    claim(cursor) {
      const known = claims.get(cursor.conversation)
      if (known) {
        known.claimed = Math.max(known.claimed, cursor.seq)
        return
      }
      const isOld = former.has(cursor.epoch)
      if ((!isOld && cursor.epoch !== store.epoch) || cursor.seq === 0) return
      if (asked.has(cursor.conversation) || asked.size >= COUNTED) return
      asked.add(cursor.conversation)
      add(cursor, isOld ? restoredAt : openedAt).catch(() => void asked.delete(cursor.conversation))
    },
    notice(entries) {
      if (restoredAt === -Infinity && claims.size === 0) return
      for (const { conversation, cid } of entries) {
        const claim = claims.get(conversation)
        if (readTime(cid) >= (claim?.since ?? restoredAt)) continue
        metrics.entryBroughtBack()
        if (claim) claim.back += 1
      }
    },
    count() {
      let lost = 0
      for (const { claimed, standing, back } of claims.values()) lost += Math.max(0, claimed - standing - back)
      return lost
    },
  }
}

/** How far the log stood at a time, and how many of the entries after it are older than it by their own ids. */
async function lookBack(
  store: LossesParts['store'],
  conversation: ConversationId,
  since: number,
): Promise<{ standing: number; back: number }> {
  let before: number | null = null
  let back = 0
  for (let page = 0; page < PAGES; page++) {
    const read = await store.readLog(conversation, { before }, PAGE)
    if (!read.ok) return { standing: 0, back }
    for (const { seq, at, cid } of read.value.entries.toReversed()) {
      if (at <= since) return { standing: seq, back }
      if (readTime(cid) < since) back += 1
      before = seq
    }
    if (!read.value.more) return { standing: 0, back }
  }
  return { standing: (before ?? 1) - 1, back }
}

/** The milliseconds in a UUIDv7; of any other id, some number. */
function readTime(id: ClientId): number {
  return parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
