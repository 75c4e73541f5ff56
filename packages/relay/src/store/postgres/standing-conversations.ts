import type { Audience, ConversationId, ConversationKind, PersonId, Role, Status } from '@firsthand/protocol'

/** A conversation as an append must know it. Everything but the last three is settled when it begins, and stays. */
export interface StandingConversation {
  /** Null while the batch that begins it is under way. */
  no: number | null
  id: ConversationId
  kind: ConversationKind
  site: string
  audience: Audience
  participants: StandingParticipant[]
  /** As this relay last knew it: another may have changed it since, so that nothing is decided on it without being compared in the transaction. */
  status: Status
  /** Whether a visitor has written, and an owner answered; neither is ever taken back. */
  asked: boolean
  answered: boolean
}

/** Somebody who takes part in it; `no` is null for a visitor who begins to be with it. */
export interface StandingParticipant {
  no: number | null
  id: PersonId
  role: Role
}

/** So many are remembered: about half a kilobyte each. */
const REMEMBERED = 20_000

/** The conversations this relay had to do with lately. */
export interface StandingConversations {
  get(id: ConversationId): StandingConversation | undefined
  keep(conversation: StandingConversation): void
}

/** Makes a {@link StandingConversations}: what was used last is kept longest. */
export function createStandingConversations(): StandingConversations {
  const remembered = new Map<ConversationId, StandingConversation>()
  return {
    get(id) {
      const known = remembered.get(id)
      if (known) {
        remembered.delete(id)
        remembered.set(id, known)
      }
      return known
    },
    keep(conversation) {
      remembered.delete(conversation.id)
      remembered.set(conversation.id, conversation)
      if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!)
    },
  }
}
