import type { Conversation } from '@firsthand/protocol'
import type { Action } from '../keys/actions.ts'
import { matchesWords } from '../inbox/matches-words.ts'
import { visitorOf } from '../inbox/order-inbox.ts'

/** One line of the palette. */
export type PaletteEntry = { kind: 'action'; action: Action } | { kind: 'conversation'; conversation: Conversation }

const MOST_CONVERSATIONS = 8

// What only makes sense from the list itself, or from the palette while it is open.
const NOT_LISTED = new Set<Action['id']>(['palette', 'open', 'back', 'next', 'previous'])

/** What the words typed lead to: things to do first, then people by name, then by subject. Nothing typed: all that can be done now, and what is unread. */
export function findEntries(query: string, actions: readonly Action[], conversations: readonly Conversation[]): PaletteEntry[] {
  const doable = actions.filter((action) => !NOT_LISTED.has(action.id) && action.available() && matchesWords(query, action.label()))
  return [
    ...doable.map((action) => ({ kind: 'action', action }) as const),
    ...findConversations(query, conversations)
      .slice(0, MOST_CONVERSATIONS)
      .map((conversation) => ({ kind: 'conversation', conversation }) as const),
  ]
}

function findConversations(query: string, conversations: readonly Conversation[]): readonly Conversation[] {
  if (!query.trim()) return conversations.filter((one) => one.unread > 0)
  const byName = conversations.filter((one) => matchesWords(query, visitorOf(one)?.name ?? ''))
  const bySubject = conversations.filter((one) => matchesWords(query, `${visitorOf(one)?.name ?? ''} ${one.subject.title}`))
  return [...new Set([...byName, ...bySubject])]
}
