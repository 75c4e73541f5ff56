import type { Failure, PersonId } from '@firsthand/protocol'
import type { FanOut } from './fan-out.ts'
import type { RelayServer } from './socket-server.ts'

/** Where the connections of a person, the watchers of a member and the connections of a session are reached. */
export const roomOf = {
  person: (person: PersonId): string => `person:${person}`,
  watchers: (person: PersonId): string => `watchers:${person}`,
  session: (session: string): string => `session:${session}`,
  /** Connections that do not read: no event goes to them. */
  stopped: 'stopped',
}

/** The fan-out to the connections of this relay, over Socket.IO's rooms, which are joined by the relay alone. Other relays hear by the cluster. */
export function createSocketFanOut(io: RelayServer): FanOut {
  const end = (room: string, failure: Failure): void => {
    io.local.to(room).emit('connection:ending', failure)
    io.local.in(room).disconnectSockets(true)
  }
  return {
    toPeople(people, name, event, but) {
      if (people.length === 0) return
      const theirs = io.local.to(people.map(roomOf.person))
      // Socket.IO wants the arguments of one named event; which one it is stands in the caller's types.
      theirs.except(but === undefined ? roomOf.stopped : [but, roomOf.stopped]).emit(name, ...([event] as never))
    },
    toWatchers(person, name, event) {
      io.local
        .to([roomOf.watchers(person), roomOf.person(person)])
        .except(roomOf.stopped)
        .emit(name, ...([event] as never))
    },
    endPerson: (person, failure) => end(roomOf.person(person), failure),
    endSession: (session, failure) => end(roomOf.session(session), failure),
  }
}
