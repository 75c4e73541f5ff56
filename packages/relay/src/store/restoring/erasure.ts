import type { ClientId, ConversationId, PersonId } from '@firsthand/protocol'

/** That somebody deleted a message of theirs: what is known of it when every database that knew more is gone. */
export interface Erasure {
  /** Where it was said. */
  conversation: ConversationId
  /** Who said it, and deleted it. */
  author: PersonId
  /** The cid the message was sent under. */
  target: ClientId
  /** The cid of the deletion itself. */
  deletion: ClientId
}

/** What an erased message is found by: nobody else's message goes by the same three. */
export function nameErased(conversation: ConversationId, author: PersonId, target: ClientId): string {
  return `${conversation} ${author} ${target}`
}
