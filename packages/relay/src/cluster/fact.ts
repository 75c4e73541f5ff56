import type { EventName, Events, Failure, PersonId } from '@firsthand/protocol'
import type { VisitedPage } from '../presence/pages.ts'

/**
 * What one relay tells the others. No client ever sees one, and none can cause more than its own commands do. A fact that is lost costs
 * nothing but time: what is in the log heals by reading, and what is not expires or is told again.
 */
export type Fact =
  /** An event for every connection of these people. */
  | { is: 'event'; people: readonly PersonId[]; name: EventName; event: Events[EventName] }
  /** These connections end, and why. */
  | { is: 'person-ended'; person: PersonId; failure: Failure }
  | { is: 'session-ended'; session: string; failure: Failure }
  /** Everybody who is here by a console of the telling relay. Said at each change and at each beat, so that the silence of a relay ends it. */
  | { is: 'here'; members: readonly OwnPresence[] }
  | { is: 'appear-away'; person: PersonId; away: boolean }
  /** A member has just given a first reply: what is known of how fast they answer is old. */
  | { is: 'replied'; person: PersonId }
  /** Where a visitor of the telling relay is; null: connected there no more. */
  | { is: 'page'; person: PersonId; page: VisitedPage | null }
  /** The pages of all its visitors, in parts: said to relays that are new, or that may have missed something. */
  | { is: 'pages'; pages: readonly (readonly [PersonId, VisitedPage])[]; more: boolean }
  /** The telling relay is new, or may have missed something: it would like to hear what stands. */
  | { is: 'joined' }
  /** The telling relay ends. */
  | { is: 'left' }

/** A member, and for how many milliseconds from now on they are here by this relay's consoles. Spans, for no two clocks agree. */
export type OwnPresence = readonly [person: PersonId, forMs: number]
