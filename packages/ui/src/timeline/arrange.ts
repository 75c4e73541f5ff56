import type { EventItem, MessageItem, TimelineItem } from '@firsthand/client'
import { dayKey } from '../dates.ts'

/** What stands on the timeline, top to bottom. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'time'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'event'; key: string; item: EventItem }
  | { kind: 'block'; key: string; items: MessageItem[] }

/** Messages of one author closer than this stand in one block under one face. */
export const BLOCK_MS: number = 5 * 60_000

/** After a silence as long as this, the time stands over what comes next. */
export const GAP_MS: number = 60 * 60_000

/**
 * Turns items into rows: a line where the day changes (in the reader's zone), the time after an hour's silence, a line where the unread begin, and messages of one author
 * within five minutes of each other in a block. The key of a block is its first message's, so it stays the same while it grows.
 *
 * @param newFrom the seq of the first message that was unread when the conversation was opened, or null
 */
export function arrange(items: readonly TimelineItem[], newFrom: number | null): Row[] {
  const rows: Row[] = []
  let day = ''
  let before = Infinity
  let block: MessageItem[] | null = null
  for (const item of items) {
    const itsDay = dayKey(item.at)
    // A clock that ran back (a local echo under a day-off clock) opens no day twice.
    if (itsDay !== day && (!day || item.seq !== null)) {
      rows.push({ kind: 'day', key: `day:${item.key}`, at: item.at })
      day = itsDay
      block = null
    } else if (item.at - before >= GAP_MS) {
      rows.push({ kind: 'time', key: `time:${item.key}`, at: item.at })
      block = null
    }
    before = item.at
    if (newFrom !== null && item.seq === newFrom && rows.length > 1) {
      rows.push({ kind: 'new', key: 'new' })
      block = null
    }
    if (item.kind === 'event') {
      rows.push({ kind: 'event', key: item.key, item })
      block = null
    } else {
      const last = block?.at(-1)
      if (!last || last.author !== item.author || last.own !== item.own || Math.abs(item.at - last.at) >= BLOCK_MS) {
        rows.push({ kind: 'block', key: item.key, items: (block = []) })
      }
      block!.push(item)
    }
  }
  return rows
}

/** The seq of the first message by somebody else after what was read, or null. */
export function firstUnread(items: readonly TimelineItem[], readUpTo: number): number | null {
  return items.find((item) => item.kind === 'message' && !item.own && item.text !== null && (item.seq ?? 0) > readUpTo)?.seq ?? null
}
