import { createId, failure, LIMITS, success, type ConversationId, type PersonId, type Subject } from '@firsthand/protocol'
import { formatInboxCursor, parseInboxCursor } from '../inbox-cursor.ts'
import { REPLIES_REACH } from '../reach.ts'
import type { Restores } from '../restoring/restores.ts'
import type { Membership, Store, StoredInboxPage, StoredPerson } from '../store.ts'
import { appendToMemory } from './append-to-memory.ts'
import { headOf, listConversation, presentEntries, type KeptConversation, type KeptParticipant } from './memory-conversation.ts'

/** Everything a memory store holds. */
export interface Memory {
  epoch: string
  unreadCount: number
  /** The newest stamp given to a change of an inbox. */
  change: number
  conversations: Map<ConversationId, KeptConversation>
  people: Map<PersonId, StoredPerson & { locale: string | null }>
  /** By site and key, as `subjectName` spells it. */
  subjects: Map<string, Subject>
  credentials: Map<string, { person: PersonId; revoked: boolean; revokedAt?: number }>
  restores: Restores
}

/** How a memory store differs from the usual one. */
export interface MemoryStoreOptions {
  /** The relay's clock, milliseconds since 1970. */
  now?: () => number
  /** Unread messages are counted up to here. */
  unreadCount?: number
}

/**
 * A store that forgets everything when the process ends: for tests, and to say in the plainest code what a store does.
 * It keeps every rule of the port but the disk.
 */
export function createMemoryStore({ now = Date.now, unreadCount = LIMITS.unreadCount }: MemoryStoreOptions = {}): Store {
  return openMemory(createMemory(unreadCount), now)
}

/** An empty memory of a new epoch. */
export function createMemory(unreadCount: number): Memory {
  return {
    epoch: createId(),
    unreadCount,
    change: 0,
    conversations: new Map(),
    people: new Map(),
    subjects: new Map(),
    credentials: new Map(),
    restores: { formerEpochs: [], withheld: [] },
  }
}

/** Opens a store over what some memory holds. */
export function openMemory(memory: Memory, now: () => number): Store {
  const links = new Map<string, { person: PersonId; expiresAt: number }>()
  const sessions = new Map<string, { person: PersonId; expiresAt: number }>()
  let open = true

  const takingPart = (id: ConversationId, person: PersonId): [KeptConversation, KeptParticipant] | null => {
    const conversation = memory.conversations.get(id)
    const participant = conversation?.participants.find((one) => one.person === person)
    return conversation && participant ? [conversation, participant] : null
  }
  const conversationsOf = (person: PersonId): [KeptConversation, KeptParticipant][] =>
    [...memory.conversations.keys()].flatMap((id) => {
      const found = takingPart(id, person)
      return found ? [found] : []
    })
  const touch = (conversation: KeptConversation): void => {
    for (const participant of conversation.participants) participant.change = ++memory.change
  }

  return {
    // Opened anew is what a memory is by its next reading.
    get epoch() {
      return memory.epoch
    },
    shared: false,

    async append(request) {
      return open ? appendToMemory(memory, request, now(), touch) : failure('draining')
    },

    async readLog(id, where, limit) {
      const conversation = memory.conversations.get(id)
      if (!conversation) return failure('conversation-not-found')
      const { entries } = conversation
      const head = headOf(conversation, memory.epoch)
      if ('after' in where) {
        if (!matches(memory, { ...where.after, conversation: id })) return failure('diverged')
        const page = entries.slice(where.after.seq, where.after.seq + limit)
        return success({ entries: presentEntries(conversation, page), head, more: where.after.seq + limit < entries.length })
      }
      const end = Math.max(0, Math.min(entries.length, (where.before ?? Infinity) - 1))
      const from = Math.max(0, end - limit)
      return success({ entries: presentEntries(conversation, entries.slice(from, end)), head, more: from > 0 })
    },
    async readHeads(conversations, person) {
      return conversations.flatMap((id) => {
        const found = takingPart(id, person)
        return found ? [headOf(found[0], memory.epoch)] : []
      })
    },
    async matchCursors(cursors) {
      return cursors.map((cursor) => matches(memory, cursor))
    },

    async readConversation(id, person) {
      const found = takingPart(id, person)
      return found && listConversation(...found, memory)
    },
    async readMembership(id, person) {
      const found = takingPart(id, person)
      return found && toMembership(...found)
    },
    async readInbox(person, where, limit) {
      const all = conversationsOf(person)
      const newest = Math.max(0, ...all.map(([, { change }]) => change))
      const forward = 'after' in where
      const cursor = forward ? where.after : where.before
      const from = cursor === null ? null : parseInboxCursor(memory.epoch, cursor)
      if (cursor !== null && (from === null || from > newest)) return failure('diverged')
      const wanted = all
        .filter(([, { change }]) => from === null || (forward ? change > from : change < from))
        .sort(([, one], [, other]) => (forward ? one.change - other.change : other.change - one.change))
      const page = wanted.slice(0, limit)
      const last = page.at(-1)?.[1].change
      const more = wanted.length > page.length
      return success<StoredInboxPage>({
        conversations: page.map((found) => listConversation(...found, memory)),
        cursor: formatInboxCursor(memory.epoch, forward ? (last ?? from!) : newest),
        older: !forward && more && last !== undefined ? formatInboxCursor(memory.epoch, last) : null,
        more: forward && more,
      })
    },
    async hasInboxChanges(person, cursor) {
      const from = parseInboxCursor(memory.epoch, cursor)
      const newest = Math.max(0, ...conversationsOf(person).map(([, { change }]) => change))
      return from === null || from > newest ? failure('diverged') : success(newest > from)
    },

    async advanceCursor(id, person, to) {
      const found = takingPart(id, person)
      if (!found) return null
      const [conversation, participant] = found
      const head = conversation.entries.length
      const read = Math.max(participant.read, Math.min(to.read ?? 0, head))
      const delivered = Math.max(participant.delivered, Math.min(to.delivered ?? 0, head), read)
      const moved = read !== participant.read || delivered !== participant.delivered
      if (moved) {
        Object.assign(participant, { read, delivered })
        touch(conversation)
      }
      return { delivered, read, moved }
    },

    async readPerson(person) {
      const found = memory.people.get(person)
      if (!found) return null
      const { locale: _, ...rest } = found
      return { ...rest }
    },
    async saveMember({ id, name, title, face }) {
      const before = memory.people.get(id)
      memory.people.set(id, { appearAway: false, locale: null, ...before, id, kind: 'member', site: null, name, title, face })
      if (before && (before.name !== name || before.title !== title || before.face !== face)) {
        for (const [conversation] of conversationsOf(id)) touch(conversation)
      }
    },
    async saveAppearAway(person, appearAway) {
      const found = memory.people.get(person)
      if (found) found.appearAway = appearAway
    },
    async readAcquaintances(person) {
      const others = conversationsOf(person).flatMap(([{ participants }]) => participants.map((one) => one.person))
      return [...new Set(others)].filter((other) => other !== person)
    },
    async readPersonFacts(person) {
      const found = memory.people.get(person)
      if (!found) return null
      const all = conversationsOf(person)
      const asked = all.flatMap(([{ askedAt }, { role }]) => (role !== 'visitor' || askedAt === null ? [] : [askedAt]))
      return { firstMessageAt: asked.length ? Math.min(...asked) : null, locale: found.locale, conversations: all.length }
    },
    async readFirstReplies(owner, since) {
      return [...memory.conversations.values()]
        .flatMap(({ askedAt, reply }) => (askedAt !== null && reply?.by === owner && reply.at >= since ? [{ askedAt, at: reply.at }] : []))
        .sort((one, other) => other.at - one.at)
        .slice(0, REPLIES_REACH)
        .map(({ askedAt, at }) => at - askedAt)
    },

    async readCredential(hash) {
      const found = memory.credentials.get(hash)
      return found ? { person: found.person, revoked: found.revoked } : null
    },
    async revokeCredential(hash) {
      const found = memory.credentials.get(hash)
      if (found && !found.revoked) Object.assign(found, { revoked: true, revokedAt: now() })
    },
    async readStanding({ since, sessions: asked, members }, at) {
      const revoked = [...memory.credentials].filter(([, { revokedAt }]) => revokedAt !== undefined && revokedAt >= since)
      return {
        revoked: revoked.map(([hash]) => hash),
        ended: asked.filter((hash) => (sessions.get(hash)?.expiresAt ?? 0) <= at),
        away: members.filter((member) => memory.people.get(member)?.appearAway),
      }
    },

    async saveSignInLink({ hash, ...link }) {
      links.set(hash, link)
    },
    async takeSignInLink(hash, at) {
      const link = links.get(hash)
      links.delete(hash)
      return link && link.expiresAt > at ? link.person : null
    },
    async saveSession({ hash, ...session }) {
      sessions.set(hash, session)
    },
    async readSession(hash, at) {
      const session = sessions.get(hash)
      return session && session.expiresAt > at ? { ...session } : null
    },
    async removeSession(hash) {
      sessions.delete(hash)
    },

    async readRestores() {
      return structuredClone(memory.restores)
    },
    async withhold(erasures) {
      memory.restores.withheld.push(...structuredClone([...erasures]))
    },
    async beginNewLife(withheld) {
      memory.restores = { formerEpochs: [...memory.restores.formerEpochs, memory.epoch], withheld: structuredClone([...withheld]) }
      memory.epoch = createId(now())
      return memory.epoch
    },

    async checkHealth() {
      return open
    },
    async close() {
      open = false
    },
  }
}

function matches(memory: Memory, cursor: { conversation: ConversationId; epoch: string; seq: number; cid: string | null }): boolean {
  const conversation = memory.conversations.get(cursor.conversation)
  if (!conversation || cursor.epoch !== memory.epoch) return false
  return cursor.seq === 0 ? cursor.cid === null : conversation.entries[cursor.seq - 1]?.cid === cursor.cid
}

function toMembership({ kind, site, status, audience, participants }: KeptConversation, { role }: KeptParticipant): Membership {
  return { role, kind, site, status, audience, participants: participants.map((one) => ({ person: one.person, role: one.role })) }
}
