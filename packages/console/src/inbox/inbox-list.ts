import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Inbox } from '@firsthand/client'
import type { Conversation, ConversationId, Status } from '@firsthand/protocol'
import { flattenInbox, orderInbox, type Held, type InboxSection } from './order-inbox.ts'

/** The list of conversations as it is seen: what it shows, what was typed into the search, what the keys point at. */
export interface InboxList {
  readonly shown: Signal<Status>
  readonly query: Signal<string>
  readonly sections: ReadonlySignal<readonly InboxSection[]>
  /** The row that `j` and `k` move and `Enter` opens; the open conversation, or the first row, before any key was pressed. */
  readonly pointed: ReadonlySignal<ConversationId | null>
  /** Moves by so many rows, held at both ends. Returns the row come to. */
  move(by: number): ConversationId | null
  point(conversation: ConversationId | null): void
  /** The next unread one after the open one, from the top again at the end; null when there is none. */
  nextUnread(): ConversationId | null
  close(): void
}

/** @param opened the conversation that is on screen, or null */
export function createInboxList(inbox: Inbox, opened: ReadonlySignal<ConversationId | null>): InboxList {
  const shown = signal<Status>('open')
  const query = signal('')
  const asked = signal<ConversationId | null>(null)
  const held = signal<Held | null>(null)
  const stop = effect(() => {
    const id = opened.value
    if (held.peek()?.conversation === id) return
    const one = inbox.conversations.value.find((other) => other.id === id)
    held.value = one ? { conversation: one.id, wasUnread: one.unread > 0, status: one.status } : null
    // Whoever leaves a conversation comes back to its row.
    if (id !== null) asked.value = null
  })
  const sections = computed(() => orderInbox(inbox.conversations.value, { shown: shown.value, query: query.value, held: held.value }))
  const rows = computed<readonly Conversation[]>(() => flattenInbox(sections.value))
  const pointed = computed(() => {
    const has = (id: ConversationId | null): boolean => rows.value.some((one) => one.id === id)
    if (has(asked.value)) return asked.value
    return has(opened.value) ? opened.value : (rows.value[0]?.id ?? null)
  })
  return {
    shown,
    query,
    sections,
    pointed,
    move(by) {
      // The first press points at where one is; the next ones move on from there.
      const at = rows.value.findIndex((one) => one.id === pointed.value)
      const from = asked.value === null && opened.value === null ? at - Math.sign(by) : at
      asked.value = rows.value[Math.max(0, Math.min(rows.value.length - 1, from + by))]?.id ?? null
      return asked.value
    },
    point: (conversation) => {
      asked.value = conversation
    },
    nextUnread() {
      const at = rows.value.findIndex((one) => one.id === opened.value)
      const inTurn = [...rows.value.slice(at + 1), ...rows.value.slice(0, Math.max(0, at))]
      return inTurn.find((one) => one.unread > 0)?.id ?? null
    },
    close: stop,
  }
}
