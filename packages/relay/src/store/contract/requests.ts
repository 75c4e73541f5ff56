import {
  createId,
  failure,
  success,
  type ClientId,
  type ConversationId,
  type EntryBodies,
  type EntryType,
  type PersonId,
  type Result,
  type Status,
} from '@firsthand/protocol'
import type { AppendRequest, AppendView, Decision, StartRequest } from '../store.ts'

/** Who says something where, and under which cid; left out, under a new one. */
export interface Saying {
  conversation: ConversationId
  author: PersonId
  cid?: ClientId
  start?: StartRequest
}

/** A message. */
export function messageRequest(saying: Saying, text: string): AppendRequest {
  return requestOf(saying, 'message', { text }, () => success({ entries: [{ type: 'message', body: { text } }] }))
}

/** The relay's edit: the message is named by its cid, the entry written names it by its seq. */
export function editRequest(saying: Saying, target: ClientId, text: string): AppendRequest {
  const decide = ({ target: found }: AppendView): Result<Decision> => {
    if (found?.type !== 'message') return failure('message-not-found')
    if (found.deleted) return failure('message-deleted')
    return success({ entries: [{ type: 'message-edited', body: { target: found.seq, text }, amends: found.seq }] })
  }
  return { ...requestOf(saying, 'message-edited', { target: 0, text }, decide), amends: target }
}

/** The relay's deletion, with its erasure. */
export function deleteRequest(saying: Saying, target: ClientId): AppendRequest {
  const decide = ({ target: found }: AppendView): Result<Decision> => {
    if (found?.type !== 'message') return failure('message-not-found')
    if (found.deleted) return failure('message-deleted')
    return success({ entries: [{ type: 'message-deleted', body: { target: found.seq }, amends: found.seq }], erase: found.seq })
  }
  return { ...requestOf(saying, 'message-deleted', { target: 0 }, decide), amends: target }
}

/** A change of status, refused where it is the status already. */
export function statusRequest(saying: Saying, to: Status): AppendRequest {
  const decide = ({ status }: AppendView): Result<Decision> =>
    status === to
      ? failure('transition-refused')
      : success({ entries: [{ type: 'status-changed', body: { from: status, to } }], status: to })
  return requestOf(saying, 'status-changed', { from: 'open', to }, decide)
}

/** A name the author gives. */
export function nameRequest(saying: Saying, name: string): AppendRequest {
  return requestOf(saying, 'name-given', { name }, () => success({ entries: [{ type: 'name-given', body: { name } }], name }))
}

function requestOf(
  { conversation, author, cid = createId(), start }: Saying,
  type: EntryType,
  body: EntryBodies[EntryType],
  decide: AppendRequest['decide'],
): AppendRequest {
  return { conversation, author, cid, type, body, decide, ...(start ? { start } : {}) }
}
