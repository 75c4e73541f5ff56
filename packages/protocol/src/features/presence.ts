import type { ConversationId, PersonId } from '../ids.ts'
import type { Page } from '../person.ts'
import type { SubjectCard, SubjectQuery } from '../subject.ts'

/** Says that one is typing, or stopped. Volatile: not stored, not answered late, gone after `limits.typingMs`. */
export interface ReportTyping {
  conversation: ConversationId
  typing: boolean
}

/** A member's console says whether it is visible and in use. */
export interface ReportPresence {
  active: boolean
}

/** A member chooses to appear away wherever they are, or no longer. */
export interface AppearAway {
  away: boolean
}

/** A visitor's page says where it is, so that the owner knows what is looked at. */
export interface VisitPage {
  page: Page
}

/** How a member appears to visitors now. */
export interface OwnPresence {
  hereUntil: number | null
  appearAway: boolean
}

/** The commands of this feature and their answers. */
export interface PresenceCommands {
  'typing:report': { payload: ReportTyping; answer: null }
  'presence:report': { payload: ReportPresence; answer: OwnPresence }
  'presence:appear-away': { payload: AppearAway; answer: OwnPresence }
  'page:visit': { payload: VisitPage; answer: null }
  /** Answers the card, and from then on tells this connection when the owner comes or goes. */
  'subject:watch': { payload: SubjectQuery; answer: SubjectCard }
}

/** The events of this feature. */
export interface PresenceEvents {
  'typing:changed': { conversation: ConversationId; person: PersonId; typing: boolean }
  /** An owner this connection watches came (until when) or went (null). */
  'presence:changed': { person: PersonId; hereUntil: number | null }
  /** A visitor one has a conversation with came to a page, or left (null). */
  'page:visited': { person: PersonId; page: (Page & { at: number }) | null }
}
