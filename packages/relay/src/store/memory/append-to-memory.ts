import { createId, failure, success, type EntryBodies, type EntryType, type PersonId, type Result } from '@firsthand/protocol'
import { canonicalJson } from '../canonical-json.ts'
import { recogniseReply } from '../first-reply.ts'
import type { AppendRequest, Committed, CommittedEntry, Decision, StartRequest } from '../store.ts'
import { findSent, type KeptConversation, type KeptEntry, type KeptParticipant } from './memory-conversation.ts'
import type { Memory } from './memory-store.ts'

/** Appends to a conversation held in memory, beginning it first where it does not stand and `start` says so. */
export function appendToMemory(
  memory: Memory,
  request: AppendRequest,
  at: number,
  touch: (conversation: KeptConversation) => void,
): Result<Committed> {
  const standing = memory.conversations.get(request.conversation)
  const visitor = request.start?.visitor
  const credential = visitor ? memory.credentials.get(visitor.credentialHash) : undefined
  const author = visitor && credential && request.author === visitor.id ? credential.person : request.author
  if (!standing && request.start && credential?.revoked) return failure('credential-revoked')

  const conversation = standing ?? (request.start && draft(request, request.start, author, at))
  const participant = conversation?.participants.find((one) => one.person === author)
  if (!conversation || !participant) return failure('conversation-not-found')

  const before = findSent(conversation, author, request.cid)
  const audience = conversation.participants.map((one) => one.person)
  if (before) {
    const erased = before.asked === null
    if (erased ? before.type !== request.type : before.asked !== askedOf(request)) return failure('cid-conflict')
    const { conversation: id, cid, seq, at: then } = before
    return success({ ack: { conversation: id, cid, seq, at: then }, entries: [], audience, started: false, replied: false, erased })
  }

  const target = request.amends === undefined ? undefined : findSent(conversation, author, request.amends)
  const decided = request.decide({
    kind: conversation.kind,
    status: conversation.status,
    role: participant.role,
    target: target ? { seq: target.seq, type: target.type, deleted: target.body === null } : null,
  })
  if (!decided.ok) return decided

  if (!standing && request.start) keepStart(memory, request.start, conversation)
  const decision = decided.value
  const answered = conversation.reply !== null
  if (decision.erase !== undefined) erase(conversation, decision.erase)
  const entries = decision.entries.map((entry, index) => {
    const asked = index === 0 ? askedOf(request) : canonicalJson(entry.body)
    return write(conversation, participant, entry, { cid: index === 0 ? request.cid : createId(at), at, asked, epoch: memory.epoch })
  })
  if (decision.status) conversation.status = decision.status
  touch(conversation)
  if (decision.name !== undefined) {
    memory.people.get(author)!.name = decision.name
    for (const other of memory.conversations.values()) if (other.participants.some((one) => one.person === author)) touch(other)
  }
  const { seq } = entries[0]!
  const ack = { conversation: conversation.id, cid: request.cid, seq, at }
  return success({ ack, entries, audience, started: !standing, replied: !answered && conversation.reply !== null, erased: false })
}

function askedOf({ type, amends, body }: AppendRequest): string {
  return canonicalJson([type, amends, body])
}

function draft(
  request: AppendRequest,
  { conversation, visitor, participants }: StartRequest,
  author: PersonId,
  at: number,
): KeptConversation {
  const { kind, site, subject, status, audience, page } = conversation
  const people = new Map(participants.map(({ person, role }) => [person === visitor?.id ? author : person, role]))
  return {
    id: request.conversation,
    kind,
    site,
    subject: subjectName(site, subject.key),
    status,
    audience,
    page,
    startedAt: at,
    askedAt: null,
    reply: null,
    entries: [],
    participants: [...people].map(([person, role]) => ({ person, role, delivered: 0, read: 0, change: 0 })),
  }
}

function keepStart(memory: Memory, { conversation, visitor }: StartRequest, drafted: KeptConversation): void {
  const unknown = drafted.participants.find(({ person }) => person !== visitor?.id && !memory.people.has(person))
  if (unknown) throw new Error(`Person ${unknown.person} does not stand and cannot take part in conversation ${drafted.id}.`)
  if (visitor && !memory.credentials.has(visitor.credentialHash)) {
    const { id, site, name, locale, credentialHash } = visitor
    if (!memory.people.has(id)) {
      memory.people.set(id, { id, kind: 'anonymous', site, name, title: null, face: null, appearAway: false, locale })
    }
    memory.credentials.set(credentialHash, { person: id, revoked: false })
  }
  memory.subjects.set(drafted.subject, conversation.subject)
  memory.conversations.set(drafted.id, drafted)
}

function subjectName(site: string, key: string): string {
  return canonicalJson([site, key])
}

function write(
  conversation: KeptConversation,
  author: KeptParticipant,
  entry: Decision['entries'][number],
  { cid, at, asked, epoch }: { cid: string; at: number; asked: string; epoch: string },
): CommittedEntry {
  const kept: KeptEntry = {
    conversation: conversation.id,
    seq: conversation.entries.length + 1,
    cid,
    author: author.person,
    at,
    type: entry.type,
    amends: entry.amends ?? null,
    body: copyBody(entry.body),
    asked,
  }
  conversation.entries.push(kept)
  const means = recogniseReply({ askedAt: conversation.askedAt, answered: conversation.reply !== null }, { ...kept, role: author.role })
  if (means === 'question') conversation.askedAt = at
  if (means === 'reply') conversation.reply = { by: author.person, at }
  const { asked: _, amends: __, ...committed } = kept
  return { ...committed, epoch, body: entry.body }
}

/** What is kept must not change when the caller's own object does. */
function copyBody(body: EntryBodies[EntryType]): EntryBodies[EntryType] {
  return structuredClone(body)
}

function erase({ entries }: KeptConversation, seq: number): void {
  for (const entry of entries) {
    const edits = entry.amends === seq && entry.type === 'message-edited'
    if (entry.seq === seq || edits) Object.assign(entry, { body: null, asked: null })
  }
}
