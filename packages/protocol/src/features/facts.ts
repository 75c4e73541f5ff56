import type { PersonId } from '../ids.ts'
import type { PersonFacts } from '../person.ts'

/** Asks what is kept of a person: of oneself, or, for a member, of a visitor they have a conversation with. */
export interface ReadFacts {
  /** Left out: oneself. */
  person?: PersonId
}

/** The commands of this feature and their answers. */
export interface FactsCommands {
  'facts:read': { payload: ReadFacts; answer: PersonFacts }
}
