import type { PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'

/** After the last active console went, its member stays "here" so long: a reload is no departure. */
const GRACE_MS = 10_000

/** Which members are here now: a console of theirs was visible and in use within `hereMs`, on any device, and they do not appear away. */
export interface Here {
  /** A console says it is in use, or no longer. */
  report(person: PersonId, connection: string, active: boolean): void
  /** A console's connection is gone. */
  leave(person: PersonId, connection: string): void
  appearAway(person: PersonId, away: boolean): void
  read(person: PersonId): { hereUntil: number | null; appearAway: boolean }
  /** Who is here by consoles of this relay, and for how many milliseconds. */
  readOwn(): [person: PersonId, forMs: number][]
  /** Another relay says who is here by its consoles; who is not among them is not, or no longer. */
  hear(relay: string, members: readonly (readonly [person: PersonId, forMs: number])[]): void
  /** Another relay says it ends: who was here by it may come back by another, as after a reload. */
  loosen(relay: string): void
  close(): void
}

interface Presence {
  appearAway: boolean
  /** Until when each connection's last report counts; what another relay said stands under its name. */
  until: Map<string, number>
  /** What watchers were told last. */
  told: number | null
  cancel: () => void
}

const nothing = (): void => undefined

/** Another relay among the connections: none of them is called so. */
const ELSEWHERE = 'relay:'

/**
 * Builds {@link Here}. `tell` is called when somebody comes (until when), goes (null), and often enough in between that no watcher's
 * sign runs out while the member is still there.
 */
export function createHere(parts: { clock: Clock; hereMs: number; tell: (person: PersonId, hereUntil: number | null) => void }): Here {
  const { clock, hereMs, tell } = parts
  const presences = new Map<PersonId, Presence>()

  const presenceOf = (person: PersonId): Presence => {
    let presence = presences.get(person)
    if (!presence) presences.set(person, (presence = { appearAway: false, until: new Map(), told: null, cancel: nothing }))
    return presence
  }

  const readUntil = (presence: Presence): number | null => {
    if (presence.appearAway) return null
    const latest = Math.max(0, ...presence.until.values())
    return latest > clock.now() ? latest : null
  }

  const settle = (person: PersonId, presence: Presence): void => {
    presence.cancel()
    presence.cancel = nothing
    for (const [connection, until] of presence.until) if (until <= clock.now()) presence.until.delete(connection)
    const hereUntil = readUntil(presence)
    const worthTelling =
      hereUntil === null
        ? presence.told !== null
        : presence.told === null || presence.told <= clock.now() || hereUntil - presence.told >= hereMs / 8
    if (worthTelling) {
      presence.told = hereUntil
      tell(person, hereUntil)
    }
    if (hereUntil !== null) presence.cancel = clock.after(hereUntil - clock.now(), () => settle(person, presence))
  }

  const shorten = (presence: Presence, connection: string): void => {
    const until = presence.until.get(connection)
    if (until !== undefined) presence.until.set(connection, Math.min(until, clock.now() + GRACE_MS))
  }

  return {
    report(person, connection, active) {
      const presence = presenceOf(person)
      if (active) presence.until.set(connection, clock.now() + hereMs)
      else shorten(presence, connection)
      settle(person, presence)
    },
    leave(person, connection) {
      const presence = presences.get(person)
      if (!presence) return
      shorten(presence, connection)
      settle(person, presence)
    },
    appearAway(person, away) {
      const presence = presenceOf(person)
      presence.appearAway = away
      settle(person, presence)
    },
    read(person) {
      const presence = presences.get(person)
      return presence ? { hereUntil: readUntil(presence), appearAway: presence.appearAway } : { hereUntil: null, appearAway: false }
    },
    readOwn() {
      const now = clock.now()
      return [...presences].flatMap(([person, { until }]) => {
        const latest = Math.max(0, ...[...until].filter(([key]) => !key.startsWith(ELSEWHERE)).map(([, at]) => at))
        return latest > now ? [[person, latest - now] as [PersonId, number]] : []
      })
    },
    hear(relay, members) {
      const key = ELSEWHERE + relay
      const there = new Set(members.map(([person]) => person))
      for (const [person, presence] of presences) {
        if (!there.has(person) && presence.until.delete(key)) settle(person, presence)
      }
      for (const [person, forMs] of members) {
        const presence = presenceOf(person)
        presence.until.set(key, clock.now() + Math.min(forMs, hereMs))
        settle(person, presence)
      }
    },
    loosen(relay) {
      for (const [person, presence] of presences) {
        shorten(presence, ELSEWHERE + relay)
        settle(person, presence)
      }
    },
    close() {
      for (const presence of presences.values()) presence.cancel()
      presences.clear()
    },
  }
}
