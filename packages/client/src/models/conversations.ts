import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Conversation, ConversationId, CursorMoved, Entry, Hello, InboxPage, ReadInbox, Result, Welcome } from '@firsthand/protocol'
import type { Inbox } from '../client.ts'
import { createReceipts } from './receipts.ts'
import { createPaging } from './paging.ts'
import { applyCursors, applyEntry, mergeConversation } from './apply-entry.ts'
import type { Core } from './core.ts'

/** The relay is asked for what changed at most this often, jitter included, while somebody may be looking [P8]. */
const CHECK_MS = { least: 7_000, jitter: 1_500 }
const PAGE = 50

/** Every conversation this client knows of: the one place they live, listed as the inbox. */
export interface Conversations {
  readonly inbox: Inbox
  readonly known: ReadonlySignal<ReadonlyMap<ConversationId, Conversation>>
  /** For `hello`. */
  cursor(): Hello['inbox']
  /** Asks what changed since the last time. */
  check(): Promise<void>
  /** Reads one anew. */
  refresh(id: ConversationId): Promise<void>
  /** Entries came by way of a page. */
  heard(entries: readonly Entry[]): void
  markRead(id: ConversationId, seq: number): void
  clear(): void
  close(): void
}

/** What whoever shows a conversation wants to hear. */
export interface ConversationsEvents {
  /** Its log reaches so far, whether its entries were heard or not. */
  reaches(id: ConversationId, seq: number): void
  /** It was read, and stands. */
  stands(id: ConversationId): void
  /** It is not there, or not one's own. */
  gone(id: ConversationId): void
  /** Whether whom the relay does not know yet may be known at any moment: another tab has said something that it has not got through. */
  begun(): boolean
}

/** Keeps {@link Conversations}. */
export function keepConversations(core: Core, on: ConversationsEvents): Conversations {
  const { link, clock, you, me } = core
  const known = signal<ReadonlyMap<ConversationId, Conversation>>(new Map())
  const state = signal<'loading' | 'ready' | 'failed'>('loading')
  const olderCursor = signal<string | null>(null)
  const receipts = createReceipts(core)
  const reading = new Map<ConversationId, { again: boolean; done: Promise<void> }>()
  let cursor: string | null = null
  let life = 0
  let busy = false
  let closed = false
  let cancel = (): void => {}

  function set(conversation: Conversation): void {
    known.value = new Map(known.value).set(conversation.id, conversation)
  }

  /** Takes in a conversation that was read; quietly where it is old news. */
  function put(read: Conversation, quiet: boolean): void {
    const before = known.value.get(read.id)
    const after = mergeConversation(before, read, me())
    // Who takes part as the visitor of a visitor's conversation is oneself, should the relay not have said so yet.
    const self = read.participants.find(({ person, role }) => (you.value ? person.id === you.value.id : role === 'visitor'))
    const met = self && !you.value
    if (self) you.value = self.person
    if (met) void check()
    set(after)
    const { last } = after
    // Of one that was not known before, only what is unread is news: it may be an old one, opened by its address.
    const news = before ? (last?.seq ?? 0) > before.head.seq : after.unread > 0
    if (last && last.author !== me() && news && !quiet) {
      core.emit('message-received', { conversation: read.id, seq: last.seq, author: last.author })
    }
    deliver(after)
    on.stands(read.id)
    if (!quiet) on.reaches(read.id, after.head.seq)
  }

  /** What others wrote has reached this device. */
  function deliver({ id, unread, head, participants }: Conversation): void {
    const mine = participants.find(({ person }) => person.id === me())
    if (mine && unread > 0 && mine.delivered < head.seq) receipts.advance({ conversation: id, delivered: head.seq })
  }

  function refresh(id: ConversationId): Promise<void> {
    const under = reading.get(id)
    if (under) under.again = true
    const mine = under ?? { again: true, done: Promise.resolve() }
    if (!under) {
      reading.set(id, mine)
      mine.done = readOne(id, mine)
    }
    return mine.done
  }

  async function readOne(id: ConversationId, mine: { again: boolean }): Promise<void> {
    const started = life
    do {
      mine.again = false
      const result = await link.insist('conversation:read', { conversation: id })
      if (life !== started) break
      if (result.ok) put(result.value, false)
      else if (result.failure.code === 'conversation-not-found') forget(id)
      else break
    } while (mine.again)
    if (reading.get(id) === mine) reading.delete(id)
  }

  function forget(id: ConversationId): void {
    const rest = new Map(known.value)
    if (rest.delete(id)) known.value = rest
    on.gone(id)
  }

  function hear(entry: Entry): void {
    const before = known.value.get(entry.conversation)
    if (entry.type === 'name-given' && entry.body && you.value?.id === entry.author) you.value = { ...you.value, name: entry.body.name }
    if (!before) return void refresh(entry.conversation)
    const after = applyEntry(before, entry, me())
    if (after === 'stale') return void refresh(entry.conversation)
    if (after === before) return
    set(after)
    if (after.last === entry && entry.author !== me()) {
      core.emit('message-received', { conversation: entry.conversation, seq: entry.seq, author: entry.author })
    }
    if (entry.type === 'status-changed' && after.status === 'resolved') core.emit('resolved', { conversation: entry.conversation })
    deliver(after)
  }

  function cursorMoved(moved: CursorMoved): void {
    const before = known.value.get(moved.conversation)
    if (!before) return
    const own = moved.person === me()
    set(applyCursors(before, moved, me()))
    // Read on another device, but not to the end: only the relay can count the rest.
    if (own && before.unread > 0 && moved.read < before.head.seq) void refresh(moved.conversation)
  }

  function read(where: ReadInbox): Promise<Result<InboxPage>> {
    return link.insist('inbox:read', { limit: Math.min(PAGE, link.welcome.value?.limits.inboxPage ?? PAGE), ...where })
  }

  /** Reads what changed since the last time, or the newest page when there was none. */
  async function check(): Promise<void> {
    cancel()
    if (busy || closed || !(you.value || on.begun()) || !core.online.value) return
    busy = true
    for (let more = true; more;) {
      more = false
      const started = life
      const first = cursor === null
      const result = await read(cursor === null ? {} : { after: cursor })
      if (life !== started) more = core.online.value
      else if (result.ok) {
        for (const one of result.value.conversations) put(one, first)
        if (first) olderCursor.value = result.value.older
        cursor = result.value.cursor
        more = result.value.more
        state.value = 'ready'
      } else if (result.failure.code === 'diverged') {
        cursor = null
        known.value = new Map()
        more = true
      } else if (result.failure.code !== 'unreachable' && state.value === 'loading') state.value = 'failed'
    }
    busy = false
    schedule()
  }

  function schedule(): void {
    cancel()
    if (closed) return
    // A hidden page is left asleep: it catches up at the moment it comes to sight.
    if (core.hints.visible())
      cancel = clock.after(CHECK_MS.least + core.random() * CHECK_MS.jitter, () => core.hints.visible() && void check())
  }

  function welcomed({ you: person, inbox, heads }: Welcome): void {
    // Of a database copied back by hand, the inbox's cursor may fit again by the time it is asked: a log that does not tells it too.
    if (inbox === 'diverged' || heads.some(({ state: is }) => is === 'diverged' || is === 'gone')) {
      cursor = null
      known.value = new Map()
    }
    // The relay keeps nothing of somebody who never wrote.
    if (!person) state.value = 'ready'
    if (!person && !on.begun()) return
    if (cursor === null || inbox !== 'current') void check()
    else schedule()
  }

  const unread = computed(() => [...known.value.values()].reduce((sum, one) => sum + one.unread, 0))
  let told = 0

  const ends = [
    unread.subscribe((count) => {
      if (count !== told) core.emit('unread', { count: (told = count) })
    }),
    link.on('welcome', welcomed),
    link.on('awake', () => void check()),
    link.on('entry:committed', hear),
    link.on('cursor:moved', cursorMoved),
  ]

  const older = createPaging(
    () => olderCursor.value !== null,
    async () => {
      const started = life
      const result = await read({ before: olderCursor.value! })
      if (result.ok && life === started) {
        for (const one of result.value.conversations) put(one, true)
        olderCursor.value = result.value.older
      }
      return result.ok
    },
  )

  return {
    known,
    inbox: {
      state,
      conversations: computed(() => [...known.value.values()].sort((a, b) => (b.last?.at ?? b.startedAt) - (a.last?.at ?? a.startedAt))),
      unread,
      older: older.state,
      loadOlder: older.load,
    },
    cursor: () => cursor,
    check,
    refresh,
    heard: (entries) => entries.forEach(hear),
    markRead(id, seq) {
      const before = known.value.get(id)
      const person = you.value?.id
      if (!before || !person) return
      const mine = before.participants.find((one) => one.person.id === person)
      if (!mine || mine.read >= seq) return
      receipts.advance({ conversation: id, delivered: seq, read: seq })
      cursorMoved({ conversation: id, person, delivered: seq, read: seq })
    },
    clear() {
      life++
      reading.clear()
      cursor = null
      known.value = new Map()
      olderCursor.value = null
      state.value = 'loading'
      receipts.clear()
    },
    close() {
      closed = true
      life++
      cancel()
      receipts.close()
      for (const end of ends) end()
    },
  }
}
