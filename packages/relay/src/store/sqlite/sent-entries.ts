import type { ClientId, EntryType } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'
import type { Asked } from '../what-was-asked.ts'
import type { StandingConversation, StandingParticipant } from './standing-conversations.ts'

/** What an author once sent under a cid. */
export interface SentEntry extends Asked {
  seq: number
  at: number
  type: EntryType
}

/** Finds what somebody sent in a conversation under a cid. */
export type FindSent = (conversation: StandingConversation, author: StandingParticipant, cid: ClientId) => SentEntry | undefined

/** Prepares {@link FindSent}. */
export function createFindSent(db: DatabaseSync): FindSent {
  const find = db.prepare('select seq, at, type, asked, body from main.entry where cid = ? and conversation_no = ? and author_no = ?')
  return (conversation, author, cid) => find.get(cid, conversation.no, author.no) as SentEntry | undefined
}
