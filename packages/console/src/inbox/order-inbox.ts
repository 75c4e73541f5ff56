import type { Conversation, ConversationId, PersonId, Status, Subject } from '@firsthand/protocol'
import { matchesWords } from './matches-words.ts'

/** A part of the list under one heading; `subject` null is the part of what is unread, whatever it is about. */
export interface InboxSection {
  key: string
  subject: Subject | null
  conversations: Conversation[]
}

/** What the list is made from. */
export interface InboxView {
  /** Of which status. */
  shown: Status
  /** What was typed into the search; all its words must be found, among open and resolved ones alike. */
  query: string
  held: Held | null
}

/**
 * The conversation that is open, as it stood when it was opened. It keeps its place in the list until another is chosen,
 * so that nothing jumps away under the eyes by being read or resolved.
 */
export interface Held {
  conversation: ConversationId
  wasUnread: boolean
  status: Status
}

/**
 * Orders an inbox: what is unread first, whatever it is about; then the rest by subject, the subject with the newest word first.
 * Within a part the newest word comes first.
 */
export function orderInbox(conversations: readonly Conversation[], view: InboxView): InboxSection[] {
  const listed = conversations
    .filter((one) => (view.query.trim() ? matchesQuery(one, view.query) : statusOf(one, view.held) === view.shown))
    .toSorted((one, other) => spokenAt(other) - spokenAt(one) || (one.id < other.id ? 1 : -1))
  const unread: InboxSection = { key: 'unread', subject: null, conversations: [] }
  const bySubject = new Map<string, InboxSection>()
  for (const one of listed) {
    if (one.unread > 0 || (view.held?.wasUnread && one.id === view.held.conversation)) unread.conversations.push(one)
    else sectionOf(bySubject, one).conversations.push(one)
  }
  return [unread, ...bySubject.values()].filter((section) => section.conversations.length > 0)
}

/** The conversations of a list in the order they are seen. */
export function flattenInbox(sections: readonly InboxSection[]): Conversation[] {
  return sections.flatMap((section) => section.conversations)
}

/** The visitor of a conversation; null in one that has none that is known. */
export function visitorOf(conversation: Conversation): Conversation['participants'][number]['person'] | null {
  return conversation.participants.find((one) => one.role === 'visitor')?.person ?? null
}

/** Since when somebody waits for an answer of mine: they had the last word in an open conversation. Null when nobody does. */
export function waitsSince(conversation: Conversation, me: PersonId): number | null {
  const { last, status } = conversation
  return status === 'open' && last && last.author !== me ? last.at : null
}

function statusOf(conversation: Conversation, held: Held | null): Status {
  return conversation.id === held?.conversation ? held.status : conversation.status
}

function sectionOf(sections: Map<string, InboxSection>, { site, subject }: Conversation): InboxSection {
  const key = `${site} ${subject.key}`
  const section = sections.get(key) ?? { key, subject, conversations: [] }
  sections.set(key, section)
  return section
}

function spokenAt(conversation: Conversation): number {
  return conversation.last?.at ?? conversation.startedAt
}

function matchesQuery(conversation: Conversation, query: string): boolean {
  const text = conversation.last?.type === 'message' ? (conversation.last.body?.text ?? '') : ''
  const names = conversation.participants.map((one) => one.person.name ?? '')
  return matchesWords(query, [conversation.subject.title, conversation.subject.key, text, ...names].join(' '))
}
