import type { EventName, Events, Failure, PersonId } from '@firsthand/protocol'

/** The port to everybody's connections. Who gets what is the relay's choice alone: a client joins nothing. */
export interface FanOut {
  /** To every connection of these people, but the one with this id. */
  toPeople<Name extends EventName>(people: readonly PersonId[], name: Name, event: Events[Name], but?: string): void
  /** To every connection of this relay that watches this member, and to the member's own. */
  toWatchers<Name extends EventName>(person: PersonId, name: Name, event: Events[Name]): void
  /** Says why, and closes every connection of this person. */
  endPerson(person: PersonId, failure: Failure): void
  /** Says why, and closes every connection that stands on this session. */
  endSession(session: string, failure: Failure): void
}
