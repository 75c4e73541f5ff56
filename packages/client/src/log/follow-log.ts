import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { ConversationId, Entry, LogPage, Result, Welcome } from '@firsthand/protocol'
import type { Core } from '../models/core.ts'
import { createPaging } from '../models/paging.ts'
import { applyEarlier, applyLive, applyPage, cursorOf, lastSeq, UNREAD_LOG } from './log.ts'
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
  /** Reads what is missing up to the head. */
  heal(): Promise<void>
  /** The log is known to reach so far: what is missing is asked for, should it not come by itself in a moment. */
  expect(seq: number): void
  loadEarlier(): Promise<void>
  /** The conversation is not there (any more). */
  lose(): void
  close(): void
}

/** Follows a log: joins first, holds live entries, reads to the head, then releases what is newer [P6]. `heard` gets every entry once it was read. */
export function followLog(core: Core, conversation: ConversationId, heard: (entries: readonly Entry[]) => void): FollowedLog {
  const { link, clock } = core
  const log = signal<Log>(UNREAD_LOG)
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

  function take(applied: Applied): void {
    log.value = applied.log
    if (applied.next === 'wait' || lastSeq(log.value) < expected) cancel ??= clock.after(GAP_MS, () => void heal())
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
      const before = log.value
      const result = await read(before.epoch ? { after: cursorOf(before, conversation) } : { before: null })
      if (closed) break
      if (result.ok) {
        // Dropped meanwhile: this page belongs to what was dropped.
        if (log.value.epoch !== before.epoch) again = true
        else {
          heard(result.value.entries)
          take(applyPage(log.value, result.value))
          state.value = 'ready'
          if (before.epoch && result.value.more) again = true
        }
      } else if (result.failure.code === 'diverged') {
        log.value = UNREAD_LOG
        expected = 0
        again = true
      } else if (result.failure.code === 'conversation-not-found') state.value = 'gone'
      // Without a connection, the next welcome starts it again.
      else if (result.failure.code !== 'unreachable' && !log.value.epoch) state.value = 'failed'
    } while (again)
    busy = false
  }

  function read(where: { after: ReturnType<typeof cursorOf> } | { before: number | null }): Promise<Result<LogPage>> {
    return link.insist('conversation:sync', {
      conversation,
      limit: Math.min('after' in where ? CATCH_UP : PAGE, link.welcome.value?.limits.syncPage ?? PAGE),
      ...where,
    })
  }

  function welcomed({ heads }: Welcome): void {
    const report = heads.find((head) => head.conversation === conversation)
    if (report?.state === 'gone') state.value = 'gone'
    else {
      if (report?.state === 'diverged') log.value = UNREAD_LOG
      if (report?.state !== 'current' || log.value.held.length > 0) void heal()
    }
  }

  function live(entry: LiveEntry): void {
    if (entry.conversation === conversation) take(applyLive(log.value, entry))
  }

  const first = (): number => log.value.entries[0]?.seq ?? 1
  const earlier = createPaging(
    () => first() > 1,
    async () => {
      const result = await read({ before: first() })
      if (result.ok) log.value = applyEarlier(log.value, result.value)
      return result.ok
    },
  )

  const ends = [link.on('welcome', welcomed), link.on('entry:committed', live)]

  return {
    log,
    state,
    earlier: earlier.state,
    loadEarlier: earlier.load,
    heal,
    expect(seq) {
      expected = Math.max(expected, seq)
      if (log.value.epoch && lastSeq(log.value) < expected) cancel ??= clock.after(GAP_MS, () => void heal())
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
