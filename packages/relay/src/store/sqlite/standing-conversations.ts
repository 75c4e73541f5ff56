import type { Audience, ClientId, ConversationId, ConversationKind, EntryType, PersonId, Role, Status } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'
import type { Answering } from '../first-reply.ts'
import type { EntryPlaces } from './entry-places.ts'

/** A conversation as it stands, without its log: what an append must know. */
export interface StandingConversation extends Answering {
  no: number
  id: ConversationId
  kind: ConversationKind
  site: string
  status: Status
  audience: Audience
  head: { seq: number; cid: ClientId | null }
  /** The seq of the newest message that is not deleted, or 0. */
  lastMessage: number
  participants: StandingParticipant[]
}

/** Somebody who takes part in it. */
export interface StandingParticipant {
  no: number
  id: PersonId
  role: Role
  delivered: number
  read: number
  change: number
}

/** The conversations spoken in lately. */
export interface StandingConversations {
  find(id: ConversationId): StandingConversation | null
  /** Remembers one that was just written. */
  keep(conversation: StandingConversation): void
  /** Forgets all: the work that changed them was rolled back. */
  forget(): void
}

/** So many are remembered: about a kilobyte each. */
const REMEMBERED = 10_000

interface ConversationRow {
  no: number
  kind: ConversationKind
  site: string
  status: Status
  audience: Audience
  asked_at: number | null
  replied_at: number | null
  seq: number | null
  cid: ClientId | null
  type: EntryType | null
  last_message: number | null
}

/**
 * Remembers the conversations that are being spoken in, so that an append reads nothing it knows. True because one relay holds the
 * file, every write goes through this thread, and whatever is rolled back is forgotten.
 */
export function createStandingConversations(db: DatabaseSync, places: EntryPlaces): StandingConversations {
  const remembered = new Map<ConversationId, StandingConversation>()
  const readConversation = db.prepare(`
    select c.no, c.kind, s.site, c.status, c.audience, c.asked_at, c.replied_at, h.seq, h.cid, h.type, h.last_message
    from conversation c join subject s on s.no = c.subject_no
    left join main.entry h on h.no = coalesce(
      (select max(no) from main.entry where conversation_no = c.no and no > ?),
      (select entry_no from entry_place where conversation_no = c.no order by seq desc limit 1))
    where c.id = ?`)
  const readParticipants = db.prepare(`
    select p.person_no as no, a.id, p.role, p.delivered, p.read, p.change
    from participant p join person a on a.no = p.person_no where p.conversation_no = ? order by p.person_no`)

  const read = (id: ConversationId): StandingConversation | null => {
    // The newest entry may have no place yet: it is looked for among those without one, where this conversation has any.
    const row = readConversation.get(places.isBehind([id]) ? places.placed : Number.MAX_SAFE_INTEGER, id) as ConversationRow | undefined
    if (!row) return null
    const { no, kind, site, status, audience } = row
    const seq = row.seq ?? 0
    return {
      no,
      id,
      kind,
      site,
      status,
      audience,
      head: { seq, cid: row.cid },
      askedAt: row.asked_at,
      answered: row.replied_at !== null,
      lastMessage: row.type === 'message' ? seq : (row.last_message ?? 0),
      participants: (readParticipants.all(no) as unknown as StandingParticipant[]).map((participant) => ({ ...participant })),
    }
  }

  const keep = (conversation: StandingConversation): void => {
    remembered.set(conversation.id, conversation)
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!)
  }

  return {
    find(id) {
      const known = remembered.get(id)
      if (known) {
        // The map keeps the order of insertion: used last stands last, and the first is dropped. While there is room, nothing will be.
        if (remembered.size < REMEMBERED / 2) return known
        remembered.delete(id)
        remembered.set(id, known)
        return known
      }
      const found = read(id)
      if (found) keep(found)
      return found
    },
    keep,
    forget: () => remembered.clear(),
  }
}
