import type { Availability, PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

const SPAN_MS = 30 * 24 * 3_600_000
const FRESH_MS = 60_000
/** Under so many answers a median says nothing true. */
const ENOUGH = 5

/** How fast a member usually answers. */
export interface FirstReplies {
  read(person: PersonId): Promise<Availability['answers']>
  /** A member has just given a first reply: what is known of them is old. */
  forget(person: PersonId): void
}

/** Builds {@link FirstReplies} on a store, read anew once a minute at most. */
export function createFirstReplies(parts: { store: Pick<Store, 'readFirstReplies'>; clock: Clock }): FirstReplies {
  const known = new Map<PersonId, { until: number; answers: Promise<Availability['answers']> }>()
  return {
    read(person) {
      const now = parts.clock.now()
      const last = known.get(person)
      if (last && last.until > now) return last.answers
      const answers = parts.store.readFirstReplies(person, now - SPAN_MS).then(readMedian)
      known.set(person, { until: now + FRESH_MS, answers })
      answers.catch(() => known.delete(person))
      return answers
    },
    forget: (person) => void known.delete(person),
  }
}

/** The median, or null where there are too few to speak of. */
export function readMedian(times: readonly number[]): Availability['answers'] {
  if (times.length < ENOUGH) return null
  const sorted = times.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const medianMs = sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2)
  return { medianMs, of: times.length }
}
