import type { Failure, PersonId } from '@firsthand/protocol'
import type { FanOut } from './fan-out.ts'
import type { RelayServer } from './socket-server.ts'
import { eventPacket, writeText, type TextPacket } from './write-text.ts'

const NOBODY: readonly string[] = []

/** Where the connections of a person, the watchers of a member and the connections of a session are reached. */
export const roomOf = {
  person: (person: PersonId): string => `person:${person}`,
  watchers: (person: PersonId): string => `watchers:${person}`,
  session: (session: string): string => `session:${session}`,
  /** Connections that do not read: no event goes to them. */
  stopped: 'stopped',
}

/**
 * The fan-out to the connections of this relay, over Socket.IO's rooms, which are joined by the relay alone. Other relays hear by the cluster.
 *
 * What goes to people, a message above all, is written to their connections right here: of Socket.IO's broadcast only the rooms are used.
 */
export function createSocketFanOut(io: RelayServer): FanOut {
  const everybody = io.of('/')
  const end = (room: string, failure: Failure): void => {
    io.local.to(room).emit('connection:ending', failure)
    io.local.in(room).disconnectSockets(true)
  }
  return {
    toPeople(people, name, event, but) {
      // Asked each time: a relay that joins others gets another adapter.
      const { adapter, sockets } = everybody
      const stopped = adapter.rooms.get(roomOf.stopped)
      let packet: TextPacket | undefined
      for (const person of people) {
        // Nobody is two people, so no connection stands in two of these rooms.
        for (const id of adapter.rooms.get(roomOf.person(person)) ?? NOBODY) {
          const socket = id === but || stopped?.has(id) ? undefined : sockets.get(id)
          if (socket) writeText(socket, (packet ??= eventPacket(name, event)))
        }
      }
    },
    toWatchers(person, name, event) {
      io.local
        .to([roomOf.watchers(person), roomOf.person(person)])
        .except(roomOf.stopped)
        // Socket.IO wants the arguments of one named event; which one it is stands in the caller's types.
        .emit(name, ...([event] as never))
    },
    endPerson: (person, failure) => end(roomOf.person(person), failure),
    endSession: (session, failure) => end(roomOf.session(session), failure),
  }
}
