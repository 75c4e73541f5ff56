import type { ConversationId, PersonId } from '@firsthand/protocol'
import type { DatabaseSync } from 'node:sqlite'
import type { InboxStamps } from './inbox-stamps.ts'
import type { StandingConversation, StandingConversations } from './standing-conversations.ts'

/** Marks conversations as changed in the inboxes they stand in. Inside a transaction. */
export interface InboxTouch {
  touch(conversation: StandingConversation, at: number): void
  /** Every conversation of a person: what others see of them changed. */
  touchAllOf(person: PersonId, at: number): void
}

/** Prepares {@link InboxTouch}. */
export function createInboxTouch(db: DatabaseSync, stamps: InboxStamps, conversations: StandingConversations): InboxTouch {
  const stamp = db.prepare('update participant set change = ? where conversation_no = ? and person_no = ?')
  const findAll = db.prepare(`
    select c.id from participant p join conversation c on c.no = p.conversation_no
    where p.person_no = (select no from person where id = ?)`)
  const touch = (conversation: StandingConversation, at: number): void => {
    for (const participant of conversation.participants) {
      if (!stamps.isSpent(participant.id, participant.change, at)) continue
      participant.change = stamps.next(at)
      stamp.run(participant.change, conversation.no, participant.no)
    }
  }
  return {
    touch,
    touchAllOf(person, at) {
      for (const { id } of findAll.all(person) as { id: ConversationId }[]) {
        const conversation = conversations.find(id)
        if (conversation) touch(conversation, at)
      }
    },
  }
}
