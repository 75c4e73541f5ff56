import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { ConversationId, Entry, LogPage, Result, Welcome } from '@firsthand/protocol'
import type { Core } from '../models/core.ts'
import { createPaging } from '../models/paging.ts'
import { applyEarlier, applyLive, applyPage, cursorOf, lastSeq, sharedUpTo, UNREAD_LOG } from './log.ts'
import type { Applied, LiveEntry, Log } from './log.ts'

/** A gap that has not closed by itself after so long is asked for [P7]. */
const GAP_MS = 500
/** Entries in the first page and in each earlier one: a few screens. */
const PAGE = 50
/** Entries in each page while catching up. */
const CATCH_UP = 200

/** One conversation's log, kept current. */
export interface FollowedLog {
  readonly log: ReadonlySignal<Log>
  readonly state: ReadonlySignal<'loading' | 'ready' | 'failed' | 'gone'>
  readonly earlier: ReadonlySignal<'none' | 'more' | 'loading' | 'failed'>
  /** What was shown before the relay turned out to have another log, and up to where both are the same. */
  readonly replaced: ReadonlySignal<Replaced>
  /** Reads what is missing up to the head. */
  heal(): Promise<void>
  /** The log is known to reach so far: what is missing is asked for, should it not come by itself in a moment. */
  expect(seq: number): void
  loadEarlier(): Promise<void>
  /** The conversation is not there (any more). */
  lose(): void
  close(): void
}

/** A log that was shown and is no more. */
export interface Replaced {
  entries: readonly Entry[]
  shared: number
}

/** What whoever follows a log sees to. */
export interface FollowEvents {
  /** Entries came by way of a page. */
  heard(entries: readonly Entry[]): void
  /** The log is not the one that was held: before the other takes its place, what it lacks of one's own is said again [P13]. */
  recover(): Promise<boolean>
}

/** Follows a log: joins first, holds live entries, reads to the head, then releases what is newer [P6]. */
export function followLog(core: Core, conversation: ConversationId, { heard, recover }: FollowEvents): FollowedLog {
  const { link, clock } = core
  // What is shown, and what is held: apart while another log than the one on screen is being read.
  const shown = signal<Log>(UNREAD_LOG)
  let log = UNREAD_LOG
  const replaced = signal<Replaced>({ entries: [], shared: 0 })
  const state = signal<'loading' | 'ready' | 'failed' | 'gone'>('loading')
  let busy = false
  let again = false
  let closed = false
  let cancel: (() => void) | null = null
  let expected = 0

  function calm(): void {
    cancel?.()
    cancel = null
  }

  function set(next: Log): void {
    log = next
    if (log.epoch) shown.value = log
  }

  function take(applied: Applied): void {
    set(applied.log)
    if (applied.next === 'wait' || lastSeq(log) < expected) cancel ??= clock.after(GAP_MS, () => void heal())
    else calm()
    if (applied.next === 'sync' || applied.next === 'refetch') void heal()
  }

  async function heal(): Promise<void> {
    calm()
    again = true
    if (busy || closed) return
    busy = true
    do {
      again = false
      const before = log
      const result = await readPage(before.epoch ? { after: cursorOf(before, conversation) } : { before: null })
      if (closed) break
      if (result.ok) {
        // Dropped meanwhile: this page belongs to what was dropped.
        if (log.epoch !== before.epoch) again = true
        else {
          const old = shown.value
          if (!log.epoch && (old.epoch || state.value === 'gone')) await recover()
          const { log: read, next } = applyPage(log, result.value)
          if (!log.epoch && old.epoch) replaced.value = { entries: old.entries, shared: sharedUpTo(old, read) }
          heard(result.value.entries)
          take({ log: read, next })
          state.value = 'ready'
          if (before.epoch && result.value.more) again = true
        }
      } else if (result.failure.code === 'diverged') {
        set(UNREAD_LOG)
        expected = 0
        again = true
      } else if (result.failure.code === 'conversation-not-found') {
        set(UNREAD_LOG)
        const begunAgain = await recover()
        if (shown.value.epoch) replaced.value = { entries: shown.value.entries, shared: 0 }
        shown.value = UNREAD_LOG
        state.value = begunAgain ? 'ready' : 'gone'
      }
      // Without a connection, the next welcome starts it again.
      else if (result.failure.code !== 'unreachable' && !log.epoch) state.value = 'failed'
      if (closed) break
    } while (again)
    busy = false
  }

  function readPage(where: { after: ReturnType<typeof cursorOf> } | { before: number | null }): Promise<Result<LogPage>> {
    return link.insist('conversation:sync', {
      conversation,
      limit: Math.min('after' in where ? CATCH_UP : PAGE, link.welcome.value?.limits.syncPage ?? PAGE),
      ...where,
    })
  }

  function welcomed({ heads }: Welcome): void {
    const report = heads.find((head) => head.conversation === conversation)
    if (report?.state === 'diverged') set(UNREAD_LOG)
    if (report?.state !== 'current' || log.held.length > 0) void heal()
  }

  function live(entry: LiveEntry): void {
    if (entry.conversation !== conversation) return
    take(applyLive(log, entry))
    // It is there again.
    if (state.value === 'gone') void heal()
  }

  const first = (): number => shown.value.entries[0]?.seq ?? 1
  const earlier = createPaging(
    () => first() > 1,
    async () => {
      const result = await readPage({ before: first() })
      if (result.ok) set(applyEarlier(log, result.value))
      return result.ok
    },
  )

  const ends = [link.on('welcome', welcomed), link.on('entry:committed', live)]

  return {
    log: shown,
    replaced,
    state,
    earlier: earlier.state,
    loadEarlier: earlier.load,
    heal,
    expect(seq) {
      expected = Math.max(expected, seq)
      if (lastSeq(log) < expected) cancel ??= clock.after(GAP_MS, () => void heal())
    },
    lose() {
      state.value = 'gone'
    },
    close() {
      closed = true
      calm()
      for (const end of ends) end()
    },
  }
}
