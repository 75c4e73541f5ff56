import type { ConversationId, PersonId } from '../ids.ts'

/** Says how far the log has come on this device. Cumulative: only the highest counts, and neither ever goes back. */
export interface AdvanceCursor {
  conversation: ConversationId
  delivered?: number
  read?: number
}

/** Where somebody's stored cursors stand now. */
export interface CursorMoved {
  conversation: ConversationId
  person: PersonId
  delivered: number
  read: number
}

/** The commands of this feature and their answers. */
export interface ReceiptCommands {
  'cursor:advance': { payload: AdvanceCursor; answer: CursorMoved }
}

/** The events of this feature. */
export interface ReceiptEvents {
  'cursor:moved': CursorMoved
}
