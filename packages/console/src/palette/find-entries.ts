import type { Conversation } from '@firsthand/protocol'
import type { Action } from '../keys/actions.ts'
import { flattenInbox, orderInbox } from '../inbox/order-inbox.ts'

/** One line of the palette. */
export type PaletteEntry = { kind: 'action'; action: Action } | { kind: 'conversation'; conversation: Conversation }

const MOST_CONVERSATIONS = 8

// What only makes sense from the list itself, or from the palette while it is open.
const NOT_LISTED = new Set<Action['id']>(['palette', 'open', 'back', 'next', 'previous'])

/** What the words typed lead to: things to do first, then conversations. Nothing typed: all that can be done now, and what is unread. */
export function findEntries(query: string, actions: readonly Action[], conversations: readonly Conversation[]): PaletteEntry[] {
  const wanted = query.trim().toLowerCase().split(/\s+/)
  const doable = actions.filter((action) => !NOT_LISTED.has(action.id) && action.available())
  const matching = doable.filter((action) => wanted.every((word) => action.label().toLowerCase().includes(word)))
  const listed = query.trim()
    ? flattenInbox(orderInbox(conversations, { shown: 'open', query, held: null }))
    : conversations.filter((one) => one.unread > 0)
  return [
    ...matching.map((action) => ({ kind: 'action', action }) as const),
    ...listed.slice(0, MOST_CONVERSATIONS).map((conversation) => ({ kind: 'conversation', conversation }) as const),
  ]
}
