import type { Appended } from '../entry.ts'
import type { ClientId, ConversationId } from '../ids.ts'

/** Bodies of the entries about what a visitor is called. */
export interface NamingEntries {
  /** The author said what to call them. */
  'name-given': { name: string }
}

/** A visitor says what to call them: kept for the person, and said in the conversation so that everybody there sees the change. */
export interface GiveName {
  conversation: ConversationId
  cid: ClientId
  name: string
}

/** The commands of this feature and their answers. */
export interface NamingCommands {
  'name:give': { payload: GiveName; answer: Appended }
}
