import type { Entry, LogCursor, LogPage } from '@firsthand/protocol'

/** How many entries that came too early are held before the gap is asked for [P7]. */
export const HELD_MOST = 64

/** An entry as the relay sends it live. */
export type LiveEntry = Entry & { epoch: string }

/** What this client holds of one conversation's log: a window without a gap, and what came too early to join it. */
export interface Log {
  /** The database's life this window was read from; empty while nothing was read. */
  readonly epoch: string
  /** In rising seq, without a gap. */
  readonly entries: readonly Entry[]
  /** Live entries that wait for what comes before them, in no order. Before the first page everything waits here [P6]. */
  readonly held: readonly LiveEntry[]
}

/** A log of which nothing was read yet. */
export const UNREAD_LOG: Log = { epoch: '', entries: [], held: [] }

/** The log after something was applied, and what has to follow. */
export interface Applied {
  log: Log
  /** `wait`: a gap, perhaps filled in a moment. `sync`: ask for what is missing now. `refetch`: drop all of it and read anew. */
  next: 'nothing' | 'wait' | 'sync' | 'refetch'
}

/** The highest seq of the window, 0 when it is empty. */
export function lastSeq(log: Log): number {
  return log.entries.at(-1)?.seq ?? 0
}

/** The seq up to which two logs of one conversation are the same, as far as their windows tell: a restored one is the beginning of what was. */
export function sharedUpTo(one: Log, other: Log): number {
  const first = other.entries[0]?.seq ?? Infinity
  const same = ({ seq, cid }: Entry): boolean => (seq < first ? first < Infinity : find(other.entries, seq)?.cid === cid)
  return one.entries.findLast(same)?.seq ?? 0
}

/** Where the window ends, as the wire says it. */
export function cursorOf(log: Log, conversation: string): LogCursor {
  return { conversation, epoch: log.epoch, seq: lastSeq(log), cid: log.entries.at(-1)?.cid ?? null }
}

/** Applies a live entry: what is there already is dropped, the next one joins, a later one is held [P7]. */
export function applyLive(log: Log, entry: LiveEntry): Applied {
  if (log.epoch && entry.epoch !== log.epoch) return { log: UNREAD_LOG, next: 'refetch' }
  const known = find(log.entries, entry.seq)
  if (known) return known.cid === entry.cid ? { log, next: 'nothing' } : { log: UNREAD_LOG, next: 'refetch' }
  if (log.held.some((one) => one.seq === entry.seq)) return { log, next: 'nothing' }
  return release({ ...log, held: [...log.held, entry] })
}

/** Applies a page that was read forward from the window's end, or from the head when nothing was read yet. */
export function applyPage(log: Log, page: LogPage): Applied {
  const anew = !log.epoch
  if (!anew && page.head.epoch !== log.epoch) return { log: UNREAD_LOG, next: 'refetch' }
  const from = anew ? page.entries : page.entries.filter((entry) => entry.seq > lastSeq(log))
  // A page that does not join the window is none of this log's.
  if (!anew && from[0] && from[0].seq !== lastSeq(log) + 1) return { log: UNREAD_LOG, next: 'refetch' }
  const held = log.held.filter((entry) => entry.epoch === page.head.epoch)
  return release({ epoch: page.head.epoch, entries: append(log.entries, from), held })
}

/** Puts a page that was read backwards in front of the window; one that does not join it changes nothing. */
export function applyEarlier(log: Log, page: LogPage): Log {
  const first = log.entries[0]?.seq ?? 0
  const earlier = page.entries.filter((entry) => entry.seq < first)
  if (page.head.epoch !== log.epoch || earlier.at(-1)?.seq !== first - 1) return log
  return { ...log, entries: log.entries.reduce(amend, [...earlier, ...log.entries]) }
}

/** Joins whatever of the held entries fits now. */
function release(log: Log): Applied {
  // Too many: the page that is asked for brings them all, so that none need be held.
  if (log.held.length > HELD_MOST) return { log: { ...log, held: [] }, next: 'sync' }
  if (!log.epoch) return { log, next: 'nothing' }
  const last = lastSeq(log)
  const held = log.held.filter((entry) => entry.seq > last).sort((a, b) => a.seq - b.seq)
  const fits = held.filter((entry, index) => entry.seq === last + 1 + index)
  const rest = held.slice(fits.length)
  return {
    log: { ...log, entries: append(log.entries, fits), held: rest },
    next: rest.length > 0 ? 'wait' : 'nothing',
  }
}

function append(entries: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  return more.length > 0 ? more.reduce(amend, [...entries, ...more]) : entries
}

/** Lets an amending entry change its target, where that stands in the window and nothing newer has changed it: the highest seq wins [P14]. */
function amend(entries: Entry[], by: Entry): Entry[] {
  if ((by.type !== 'message-edited' && by.type !== 'message-deleted') || !by.body) return entries
  const target = find(entries, by.body.target)
  if (target?.type !== 'message' || (target.amendment?.seq ?? 0) >= by.seq) return entries
  const text = by.type === 'message-edited' ? (by.body as { text: string | null }).text : null
  // An edit without its text was overtaken: what overtook it comes, or stands already.
  if (by.type === 'message-edited' && text === null) return entries
  entries[entries.indexOf(target)] = {
    ...target,
    body: text === null ? null : { text },
    amendment: { seq: by.seq, type: by.type, at: by.at },
  }
  return entries
}

/** Without a gap, the place follows from the seq. */
function find(entries: readonly Entry[], seq: number): Entry | undefined {
  return entries[seq - (entries[0]?.seq ?? 0)]
}
