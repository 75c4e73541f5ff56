import type { PersonId } from '@firsthand/protocol'
import type { RelaySocket } from './socket-server.ts'

/** The connections of each person to this relay. Nobody joins: the gateway adds who was let in. */
export interface Connected {
  add(person: PersonId, socket: RelaySocket): void
  remove(person: PersonId, socket: RelaySocket): void
  of(person: PersonId): readonly RelaySocket[]
}

const NONE: readonly RelaySocket[] = []

/** Builds {@link Connected}. */
export function createConnected(): Connected {
  const byPerson = new Map<PersonId, readonly RelaySocket[]>()
  return {
    add(person, socket) {
      byPerson.set(person, [...(byPerson.get(person) ?? NONE), socket])
    },
    remove(person, socket) {
      const others = byPerson.get(person)?.filter((one) => one !== socket) ?? NONE
      if (others.length > 0) byPerson.set(person, others)
      else byPerson.delete(person)
    },
    of: (person) => byPerson.get(person) ?? NONE,
  }
}
