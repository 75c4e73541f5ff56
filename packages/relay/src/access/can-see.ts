import type { PersonId } from '@firsthand/protocol'
import type { Membership } from '../store/store.ts'
import type { Caller } from './caller.ts'

/** Something that somebody may or may not see. */
export type Thing =
  /** A conversation, with what the asker is in it: null where it does not stand or they take no part. */
  | { is: 'conversation'; membership: Membership | null }
  /** What is kept of a person, with the people who share a conversation with them. */
  | { is: 'facts'; of: PersonId; acquaintances: readonly PersonId[] }
  /** Where a person is looking now: seen by members who share a conversation with them. */
  | { is: 'page'; of: PersonId; acquaintances: readonly PersonId[] }
  /** Who is responsible for a subject, and whether they are there: public on the site itself. */
  | { is: 'card'; site: string }

/**
 * The one answer to "may this person see that?". Every exit asks it, on the socket and over HTTP alike. It decides on what was
 * loaded and loads nothing itself; who may not see a thing gets the same failure as for one that does not exist.
 */
export function canSee(caller: Caller, thing: Thing): boolean {
  switch (thing.is) {
    case 'conversation':
      if (thing.membership === null) return false
      if (caller.as === 'visitor' && thing.membership.site !== caller.site) return false
      return thing.membership.participants.some(({ person }) => person === caller.person)
    case 'facts':
    case 'page':
      return thing.of === caller.person || (caller.as === 'member' && thing.acquaintances.includes(caller.person))
    case 'card':
      return caller.as === 'visitor' && caller.site === thing.site
  }
}
