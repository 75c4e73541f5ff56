import type { DatabaseSync } from 'node:sqlite'
import type { Store } from '../store.ts'
import type { GroupCommit } from './group-commit.ts'
import type { StandingConversation, StandingConversations, StandingParticipant } from './standing-conversations.ts'
import type { InboxTouch } from './touch-inboxes.ts'

/** Prepares `advanceCursor`: what has been read has also been delivered, and neither goes back or past the head (P15). */
export function createAdvanceCursor(
  db: DatabaseSync,
  commits: GroupCommit,
  conversations: StandingConversations,
  inboxes: InboxTouch,
): Store['advanceCursor'] {
  const move = db.prepare('update participant set delivered = ?, read = ? where conversation_no = ? and person_no = ?')

  return async (id, person, to) => {
    const standing = conversations.find(id)
    const known = standing?.participants.find((participant) => participant.id === person)
    if (!standing || !known) return null
    // Said again by each of somebody's devices: nothing to write, and no commit to wait for.
    const { delivered, read } = known
    if ((to.delivered ?? 0) <= delivered && (to.read ?? 0) <= read) return { delivered, read, moved: false }

    return commits.run((at) => {
      const conversation = conversations.find(id)!
      const participant = conversation.participants.find((one) => one.id === person)!
      const after = advance(conversation, participant, to)
      if (after.moved) {
        const { delivered, read } = after
        Object.assign(participant, { delivered, read })
        move.run(delivered, read, conversation.no, participant.no)
        inboxes.touch(conversation, at)
      }
      return after
    })
  }
}

function advance({ head }: StandingConversation, participant: StandingParticipant, to: { delivered?: number; read?: number }) {
  const read = Math.max(participant.read, Math.min(to.read ?? 0, head.seq))
  const delivered = Math.max(participant.delivered, Math.min(to.delivered ?? 0, head.seq), read)
  return { delivered, read, moved: read !== participant.read || delivered !== participant.delivered }
}
