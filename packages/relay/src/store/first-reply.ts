import type { EntryType, Role } from '@firsthand/protocol'

/** When a visitor first wrote in a conversation, and whether an owner has answered. */
export interface Answering {
  askedAt: number | null
  answered: boolean
}

/** What an entry means for how fast this conversation was answered: its question, its first reply, or nothing. */
export function recogniseReply(answering: Answering, entry: { type: EntryType; role: Role }): 'question' | 'reply' | null {
  if (entry.type !== 'message') return null
  if (entry.role === 'visitor') return answering.askedAt === null ? 'question' : null
  return answering.askedAt !== null && !answering.answered ? 'reply' : null
}
