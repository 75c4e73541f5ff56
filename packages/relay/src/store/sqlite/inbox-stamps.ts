import type { PersonId } from '@firsthand/protocol'

/** How exactly an inbox is ordered by its newest changes, in milliseconds. */
const ORDER_WITHIN_MS = 10_000
/** Of so many readers it is remembered how far they have read. */
const READERS = 20_000

/** Gives the stamps by which inboxes are read; see `createInboxStamps`. */
export interface InboxStamps {
  /** A new stamp, above every other. */
  next(at: number): number
  /** Whether a place in this person's inbox needs a new stamp, now that it has changed again. */
  isSpent(person: PersonId, stamp: number, at: number): boolean
  /** A cursor with this stamp goes to this person. */
  handOut(person: PersonId, stamp: number): void
}

/**
 * Every place in an inbox carries the stamp of its newest change, and a cursor is such a stamp: what changed since has a higher one.
 *
 * A stamp above every cursor its reader ever got will be found whether it is renewed or not. So a place is stamped anew only when its
 * stamp may be in a cursor, and every ten seconds, for the order. A busy conversation costs one write in ten seconds or per reading, not
 * one per message, and nothing that changed is missed. Stamps are the clock's milliseconds, pushed on where it does not move: they also rise
 * over a database put back from a copy.
 *
 * @param newest the highest stamp in the database; every cursor there is may hold it
 */
export function createInboxStamps(newest: number): InboxStamps {
  let last = newest
  let floor = newest
  const handed = new Map<PersonId, number>()
  return {
    next(at) {
      last = Math.max(last + 1, at)
      return last
    },
    isSpent: (person, stamp, at) => stamp <= (handed.get(person) ?? floor) || at - stamp > ORDER_WITHIN_MS,
    handOut(person, stamp) {
      if (stamp <= (handed.get(person) ?? floor)) return
      handed.delete(person)
      handed.set(person, stamp)
      if (handed.size <= READERS) return
      // Who has not read for longest is forgotten: from then on, they count as having read all that anybody had been handed then.
      const [oldest, theirs] = handed.entries().next().value!
      handed.delete(oldest)
      floor = Math.max(floor, theirs)
    },
  }
}
