import { createFailure, type Failure, type PersonId } from '@firsthand/protocol'
import type { Caller } from '../access/caller.ts'
import type { Clock } from '../clock.ts'
import type { Here } from '../presence/here.ts'
import type { Store } from '../store/store.ts'

/**
 * Another relay's word may be lost, and without Redis there is none; and what ended while a handshake was under way found no connection to
 * close yet. So often the database is asked (P19: within five seconds).
 */
const EVERY_MS = 3_000
/** Revocations so old are looked at again: no two relays' clocks agree, and a commit may come to light late. */
const REACH_MS = 120_000

/** A connection as far as it can be ended. */
export interface EndableConnection {
  readonly caller: Caller
  end(failure: Failure): void
}

/** What {@link watchStanding} looks at. */
export interface StandingParts {
  store: Pick<Store, 'readStanding'>
  clock: Clock
  connections: () => Iterable<EndableConnection>
  members: readonly PersonId[]
  here: Pick<Here, 'read' | 'appearAway'>
  /** Told where the database could not be asked; it is asked again. */
  report: (cause: unknown) => void
}

/**
 * Ends, every few seconds, the connections of this relay that stand on what was ended, here or at another relay, or ran out; and follows who
 * chose there to appear away. It is one reading of the database, whose cost does not grow with the connections.
 */
export function watchStanding({ store, clock, connections, members, here, report }: StandingParts): { close(): void } {
  let cancel = clock.after(EVERY_MS, begin)
  let open = true
  /** When the database was last asked and answered: what was revoked while it was away is looked for once it is back. */
  let askedAt = clock.now()

  function begin(): void {
    look()
      .catch(report)
      .finally(() => {
        if (open) cancel = clock.after(EVERY_MS, begin)
      })
  }

  async function look(): Promise<void> {
    const now = clock.now()
    const sessions = new Set<string>()
    for (const { caller, end } of connections()) {
      if (caller.as !== 'member') continue
      // A host's own sign-in has no session that could be asked for.
      if (caller.expiresAt !== null && caller.expiresAt <= now) end(createFailure('session-required'))
      else if (caller.session !== null) sessions.add(caller.session)
    }
    const seen = new Map(members.map((member) => [member, here.read(member)]))
    const present = [...seen].filter(([, { hereUntil, appearAway }]) => hereUntil !== null || appearAway).map(([member]) => member)

    const since = Math.min(askedAt, now) - REACH_MS
    const standing = await store.readStanding({ since, sessions: [...sessions], members: present }, now)
    if (!open) return
    askedAt = now
    const revoked = new Set(standing.revoked)
    const ended = new Set(standing.ended)
    if (revoked.size + ended.size > 0) {
      for (const { caller, end } of connections()) {
        if (caller.as === 'visitor' && revoked.has(caller.credentialHash)) end(createFailure('credential-revoked'))
        if (caller.as === 'member' && caller.session !== null && ended.has(caller.session)) end(createFailure('session-required'))
      }
    }
    const away = new Set(standing.away)
    for (const member of present) {
      const before = seen.get(member)?.appearAway
      // Who has just chosen anew knows better than what was read meanwhile.
      if (before !== away.has(member) && before === here.read(member).appearAway) here.appearAway(member, away.has(member))
    }
  }

  return {
    close() {
      open = false
      cancel()
    },
  }
}
