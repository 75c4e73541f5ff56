import { createId, type EntryType, type PersonId } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'
import { canonicalJson } from '../canonical-json.ts'
import { recogniseReply } from '../first-reply.ts'
import type { AppendRequest, CommittedEntry, Decision } from '../store.ts'
import { digestAsked } from '../what-was-asked.ts'
import type { EntryPlaces } from './entry-places.ts'
import type { InboxTouch } from './touch-inboxes.ts'
import type { StandingConversation, StandingParticipant } from './standing-conversations.ts'

/**
 * Writes what was decided, with everything that follows from it. Inside a transaction; changes `conversation` along. Answers null, and writes
 * nothing, where the author has an entry under this cid already.
 */
export type WriteEntries = (
  conversation: StandingConversation,
  author: StandingParticipant,
  request: AppendRequest,
  decision: Decision,
  at: number,
) => CommittedEntry[] | null

/** Prepares {@link WriteEntries}. */
export function createWriteEntries(
  db: DatabaseSync,
  epoch: string,
  places: EntryPlaces,
  inboxes: InboxTouch,
  onErase: () => void,
): WriteEntries {
  const insert = db.prepare(`
    insert into main.entry (conversation_no, seq, cid, author_no, at, type, amends, last_message, asked, body)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (cid, conversation_no, author_no) do nothing`)
  const eraseMessage = db.prepare(`
    update main.entry set body = null, asked = null
    where no = (select entry_no from entry_place where conversation_no = ? and seq = ?)`)
  const eraseEdits = db.prepare(`
    update main.entry set body = null, asked = null
    where no in (select entry_no from entry_place where conversation_no = ? and amends = ?) and type = 'message-edited'`)
  const lookBack = db.prepare(`
    select type, body is not null as live, last_message from entry where conversation_no = ? and seq = ?`)
  const setStatus = db.prepare('update conversation set status = ? where no = ?')
  const setAsked = db.prepare('update conversation set asked_at = ? where no = ?')
  const setReplied = db.prepare('update conversation set replied_at = ?, replied_by = ? where no = ?')
  const setName = db.prepare('update person set name = ? where no = ?')

  /** The newest message before a seq that is not deleted. Entries between messages name the one they followed, so nothing is walked. */
  const findMessageBefore = (no: number, seq: number): number => {
    let place = seq - 1
    while (place > 0) {
      const entry = lookBack.get(no, place) as { type: string; live: number; last_message: number | null }
      if (entry.type !== 'message') place = entry.last_message ?? 0
      else if (entry.live) return place
      else place--
    }
    return 0
  }

  const erase = (conversation: StandingConversation, seq: number): void => {
    places.settle()
    eraseMessage.run(conversation.no, seq)
    eraseEdits.run(conversation.no, seq)
    onErase()
    if (conversation.lastMessage === seq) conversation.lastMessage = findMessageBefore(conversation.no, seq)
  }

  const countAnswer = (conversation: StandingConversation, author: StandingParticipant, at: number): void => {
    const means = recogniseReply(conversation, { type: 'message', role: author.role })
    if (means === 'question') {
      setAsked.run(at, conversation.no)
      conversation.askedAt = at
    } else if (means === 'reply') {
      setReplied.run(at, author.no, conversation.no)
      conversation.answered = true
    }
  }

  return (conversation, author, request, decision, at) => {
    if (decision.erase !== undefined) erase(conversation, decision.erase)
    const entries: CommittedEntry[] = []
    for (const { type, body, amends } of decision.entries) {
      const first = entries.length === 0
      const seq = conversation.head.seq + 1
      const cid = first ? request.cid : createId(at)
      const text = canonicalJson(body)
      const isMessage = type === 'message'
      const lastMessage = isMessage ? null : conversation.lastMessage
      const asked = first && !isItself(request, type, body) ? digestAsked(request, { type, body: text }) : null
      const { changes } = insert.run(conversation.no, seq, cid, author.no, at, type, amends ?? null, lastMessage, asked, text)
      if (changes === 0) return null
      places.written(conversation.id)
      conversation.head = { seq, cid }
      if (isMessage) {
        conversation.lastMessage = seq
        countAnswer(conversation, author, at)
      }
      entries.push({ epoch, conversation: conversation.id, seq, cid, author: author.id, at, type, body })
    }
    if (decision.status !== undefined && decision.status !== conversation.status) {
      setStatus.run(decision.status, conversation.no)
      conversation.status = decision.status
    }
    if (decision.name !== undefined) {
      setName.run(decision.name, author.no)
      inboxes.touchAllOf(author.id, at)
    }
    inboxes.touch(conversation, at)
    return entries
  }
}

/** Whether what is written is the very thing that was asked for: a message is its own evidence, and no digest is needed to see it. */
function isItself(request: AppendRequest, type: EntryType, body: unknown): boolean {
  return request.amends === undefined && request.type === type && request.body === body
}

/** Everybody who takes part. */
export function audienceOf(conversation: StandingConversation): PersonId[] {
  return conversation.participants.map((participant) => participant.id)
}
