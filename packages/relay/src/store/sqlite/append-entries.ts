import { failure, success, type Result } from '@firsthand/protocol'
import { namesOfStart } from '../names-of-start.ts'
import type { AppendRequest, AppendView, Committed, StartRequest } from '../store.ts'
import { isSameAsked } from '../what-was-asked.ts'
import type { FindSent, SentEntry } from './sent-entries.ts'
import type { StandingConversation, StandingConversations, StandingParticipant } from './standing-conversations.ts'
import type { ConversationStart } from './start-conversation.ts'
import { audienceOf, type WriteEntries } from './write-entries.ts'

/** What an append is made of. */
export interface AppendParts {
  conversations: StandingConversations
  findSent: FindSent
  start: ConversationStart
  writeEntries: WriteEntries
}

/**
 * Builds `append`, to be called inside a transaction with its time. Everything that may refuse comes before the first write, so a refusal
 * leaves nothing to undo and never disturbs the others in the batch.
 */
export function createAppend({ conversations, findSent, start, writeEntries }: AppendParts) {
  const appendTo = (
    conversation: StandingConversation,
    author: StandingParticipant,
    request: AppendRequest,
    at: number,
  ): Result<Committed> => {
    // What amends is looked at before it is decided; of everything else the index of cids tells when it is written.
    const { amends } = request
    const first = amends === undefined ? undefined : findSent(conversation, author, request.cid)
    if (first) return repeat(conversation, request, first)
    const target = amends === undefined ? undefined : findSent(conversation, author, amends)
    const decided = request.decide({
      kind: conversation.kind,
      status: conversation.status,
      role: author.role,
      target: target ? { seq: target.seq, type: target.type, deleted: target.body === null } : null,
    })
    const { answered } = conversation
    const entries = decided.ok ? writeEntries(conversation, author, request, decided.value, at) : null
    if (!entries) {
      const before = findSent(conversation, author, request.cid)
      if (before) return repeat(conversation, request, before)
      if (!decided.ok) return decided
      throw new Error(`Entry ${request.cid} was refused by the index of cids and is not in it.`)
    }
    const ack = { conversation: conversation.id, cid: request.cid, seq: entries[0]!.seq, at }
    const replied = conversation.answered && !answered
    return success({ ack, entries, audience: audienceOf(conversation), started: false, replied, erased: false })
  }

  const begin = (request: AppendRequest, opening: StartRequest, at: number): Result<Committed> => {
    const found = start.findAuthor(request)
    if (!found.ok) return found
    const names = namesOfStart(opening, found.value)
    const role = names.get(found.value)
    if (!role) return failure('conversation-not-found')
    const { kind, status } = opening.conversation
    const view: AppendView = { kind, status, role, target: null }
    const decided = request.decide(view)
    if (!decided.ok) return decided
    const conversation = start.write(request, opening, names, at)
    const author = conversation.participants.find((participant) => participant.id === found.value)!
    // Nobody can have said anything in it.
    const entries = writeEntries(conversation, author, request, decided.value, at)!
    const ack = { conversation: conversation.id, cid: request.cid, seq: entries[0]!.seq, at }
    return success({ ack, entries, audience: audienceOf(conversation), started: true, replied: false, erased: false })
  }

  return (request: AppendRequest, at: number): Result<Committed> => {
    const conversation = conversations.find(request.conversation)
    if (!conversation) return request.start ? begin(request, request.start, at) : failure('conversation-not-found')
    let author = conversation.participants.find((participant) => participant.id === request.author)
    if (!author && request.start) {
      // Two first messages at once may have named the visitor twice; the credential tells who they are.
      const found = start.findAuthor(request)
      if (!found.ok) return found
      author = conversation.participants.find((participant) => participant.id === found.value)
    }
    return author ? appendTo(conversation, author, request, at) : failure('conversation-not-found')
  }
}

function repeat(conversation: StandingConversation, request: AppendRequest, first: SentEntry): Result<Committed> {
  if (!isSameAsked(first, request)) return failure('cid-conflict')
  const ack = { conversation: conversation.id, cid: request.cid, seq: first.seq, at: first.at }
  const audience = audienceOf(conversation)
  return success({ ack, entries: [], audience, started: false, replied: false, erased: first.body === null })
}
