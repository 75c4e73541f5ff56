import type { ConversationId, PersonId, Result } from '@firsthand/protocol'
import type { AppendRequest, Committed, Store } from '../store.ts'

/** Something to be done in the next batch: an append, or cursors that are moved. */
export type Job = AppendJob | MoveJob

export interface AppendJob extends Settling<Result<Committed>> {
  is: 'append'
  conversation: ConversationId
  request: AppendRequest
}

export interface MoveJob extends Settling<Awaited<ReturnType<Store['advanceCursor']>>> {
  is: 'move'
  conversation: ConversationId
  person: PersonId
  to: { delivered?: number; read?: number }
}

interface Settling<Answer> {
  /** How often it had to be decided anew, because something else stood than was thought, or it had to wait for another of its batch. */
  tries: number
  resolve(answer: Answer): void
  reject(cause: unknown): void
}
