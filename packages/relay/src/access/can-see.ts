import type { PersonId } from '@firsthand/protocol'
import type { Membership } from '../store/store.ts'

/** Who looks. Every {@link Caller} is one, and so is a page that asks over HTTP without being anybody. */
export type Viewer =
  | { as: 'visitor'; person: PersonId; site: string }
  | { as: 'member'; person: PersonId }
  /** A page: of the site its origin belongs to, or of none. */
  | { as: 'page'; site: string | null }

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
export function canSee(viewer: Viewer, thing: Thing): boolean {
  switch (thing.is) {
    case 'conversation': {
      const { membership } = thing
      if (membership === null || viewer.as === 'page') return false
      if (viewer.as === 'visitor' && membership.site !== viewer.site) return false
      return membership.participants.some(({ person }) => person === viewer.person)
    }
    case 'facts':
    case 'page':
      if (viewer.as === 'page') return false
      return thing.of === viewer.person || (viewer.as === 'member' && thing.acquaintances.includes(viewer.person))
    case 'card':
      return viewer.as !== 'member' && viewer.site === thing.site
  }
}
