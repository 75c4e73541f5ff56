import { failure, success, type PersonId, type Result, type Role } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'
import type { AppendRequest, StartRequest } from '../store.ts'
import type { InboxStamps } from './inbox-stamps.ts'
import type { StandingConversation, StandingConversations } from './standing-conversations.ts'

/** Creates what a first message needs. */
export interface ConversationStart {
  /** Who writes: the person of the visitor's credential where that stands already, else whom the request names. */
  findAuthor(request: AppendRequest): Result<PersonId>
  /** Writes subject, person, credential, conversation and participants. Inside a transaction. */
  write(request: AppendRequest, start: StartRequest, participants: Map<PersonId, Role>, at: number): StandingConversation
}

/** Prepares {@link ConversationStart}. */
export function createConversationStart(db: DatabaseSync, stamps: InboxStamps, conversations: StandingConversations): ConversationStart {
  const findCredential = db.prepare(`
    select a.id, c.revoked_at from credential c join person a on a.no = c.person_no where c.hash = ?`)
  const findPerson = db.prepare('select no from person where id = ?')
  const addPerson = db.prepare(`
    insert into person (id, kind, site, name, locale, created_at) values (?, 'anonymous', ?, ?, ?, ?) on conflict do nothing`)
  const addCredential = db.prepare(`
    insert into credential (hash, person_no, created_at) values (?, (select no from person where id = ?), ?) on conflict do nothing`)
  const saveSubject = db.prepare(`
    insert into subject (site, key, kind, title, url) values (?, ?, ?, ?, ?)
    on conflict (site, key) do update set kind = excluded.kind, title = excluded.title, url = excluded.url returning no`)
  const addConversation = db.prepare(`
    insert into conversation (id, kind, subject_no, status, audience, page_url, page_title, started_at)
    values (?, ?, ?, ?, ?, ?, ?, ?) returning no`)
  const addParticipant = db.prepare('insert into participant (conversation_no, person_no, role, change) values (?, ?, ?, ?)')

  return {
    findAuthor({ author, start }) {
      const visitor = start?.visitor
      if (!visitor || visitor.id !== author) return success(author)
      const credential = findCredential.get(visitor.credentialHash) as { id: PersonId; revoked_at: number | null } | undefined
      if (!credential) return success(author)
      return credential.revoked_at === null ? success(credential.id) : failure('credential-revoked')
    },

    write({ conversation: id }, { conversation, visitor }, participants, at) {
      if (visitor && participants.has(visitor.id)) {
        addPerson.run(visitor.id, visitor.site, visitor.name, visitor.locale, at)
        addCredential.run(visitor.credentialHash, visitor.id, at)
      }
      const { kind, site, subject, status, audience, page } = conversation
      const { no: subjectNo } = saveSubject.get(site, subject.key, subject.kind, subject.title, subject.url) as { no: number }
      const pageColumns = [page?.url ?? null, page?.title ?? null] as const
      const { no } = addConversation.get(id, kind, subjectNo, status, audience, ...pageColumns, at) as { no: number }
      const standing: StandingConversation = {
        no,
        id,
        kind,
        site,
        status,
        audience,
        head: { seq: 0, cid: null },
        lastMessage: 0,
        askedAt: null,
        answered: false,
        participants: [],
      }
      for (const [person, role] of participants) {
        const found = findPerson.get(person) as { no: number } | undefined
        if (!found) throw new Error(`Person ${person} does not stand and cannot take part in conversation ${id}.`)
        const change = stamps.next(at)
        addParticipant.run(no, found.no, role, change)
        standing.participants.push({ no: found.no, id: person, role, delivered: 0, read: 0, change })
      }
      conversations.keep(standing)
      return standing
    },
  }
}
