import type { Failure, PersonId } from '@firsthand/protocol'
import type { Caller } from '../access/caller.ts'
import type { Pace } from './pace.ts'

/** One connection as commands see it; no socket in sight. */
export interface Connection {
  readonly id: string
  readonly caller: Caller
  /** The version of the wire it speaks; see `wire-versions.ts`. */
  readonly version: number
  /** BCP 47, from `hello`; null before. */
  locale: string | null
  /** Whether `hello` was said. */
  greeted: boolean
  readonly pace: Pace
  /** From now on this connection is told when that member comes or goes. */
  watch(person: PersonId): void
  /** Says why, and closes. */
  end(failure: Failure): void
}
