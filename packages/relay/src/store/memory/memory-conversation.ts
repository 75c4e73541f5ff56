import type {
  Audience,
  ClientId,
  Conversation,
  ConversationId,
  ConversationKind,
  Entry,
  LogCursor,
  Page,
  PersonId,
  Role,
  Status,
  Subject,
} from '@firsthand/protocol'
import { presentEntry, type LoggedEntry } from '../present-entry.ts'
import { UNREAD_REACH } from '../reach.ts'
import type { StoredPerson } from '../store.ts'
import { toPerson } from '../to-person.ts'

/** An entry with what its cid was asked to say; `asked` is null once erased. */
export interface KeptEntry extends LoggedEntry {
  asked: string | null
}

/** Somebody who takes part. `change` is the stamp of the newest change in their inbox. */
export interface KeptParticipant {
  person: PersonId
  role: Role
  delivered: number
  read: number
  change: number
}

/** A conversation with its whole log; the entry of seq n stands at `entries[n - 1]`. */
export interface KeptConversation {
  id: ConversationId
  kind: ConversationKind
  site: string
  subject: string
  status: Status
  audience: Audience
  page: Page | null
  startedAt: number
  askedAt: number | null
  reply: { by: PersonId; at: number } | null
  entries: KeptEntry[]
  participants: KeptParticipant[]
}

/** The place of the newest entry. */
export function headOf(conversation: KeptConversation, epoch: string): LogCursor {
  const newest = conversation.entries.at(-1)
  return { conversation: conversation.id, epoch, seq: newest?.seq ?? 0, cid: newest?.cid ?? null }
}

/** The entry somebody sent under a cid. */
export function findSent(conversation: KeptConversation, author: PersonId, cid: ClientId): KeptEntry | undefined {
  return conversation.entries.find((entry) => entry.cid === cid && entry.author === author)
}

/** Entries as they leave the relay, each with its newest amendment. */
export function presentEntries(conversation: KeptConversation, entries: readonly KeptEntry[]): Entry[] {
  return entries.map((entry) => {
    const amended = entry.amends ?? entry.seq
    return presentEntry(entry, conversation.entries.findLast((other) => other.amends === amended) ?? null)
  })
}

/** The conversation as this participant's inbox lists it. */
export function listConversation(
  conversation: KeptConversation,
  reader: KeptParticipant,
  around: { epoch: string; subjects: Map<string, Subject>; people: Map<PersonId, StoredPerson>; unreadCount: number },
): Conversation {
  const live = conversation.entries.filter((entry) => entry.type === 'message' && entry.body !== null)
  const unread = live.filter(({ seq, author }) => author !== reader.person && seq > reader.read && seq <= reader.read + UNREAD_REACH)
  return {
    id: conversation.id,
    kind: conversation.kind,
    site: conversation.site,
    subject: around.subjects.get(conversation.subject)!,
    status: conversation.status,
    audience: conversation.audience,
    page: conversation.page,
    startedAt: conversation.startedAt,
    head: headOf(conversation, around.epoch),
    last: presentEntries(conversation, live.slice(-1))[0] ?? null,
    unread: Math.min(unread.length, around.unreadCount),
    participants: conversation.participants.map(({ person, role, delivered, read }) => ({
      person: toPerson(around.people.get(person)!),
      role,
      delivered,
      read,
    })),
  }
}
