import type { Failure, PersonId } from '@firsthand/protocol'
import type { Metrics } from '../operations/metrics.ts'
import type { Connected } from './connected.ts'
import type { FanOut } from './fan-out.ts'
import type { RelayServer, RelaySocket } from './socket-server.ts'
import { eventPacket, writeText, type TextPacket } from './write-text.ts'

/** Socket.IO's rooms, which are joined by the relay alone. The connections of a person are not in one: {@link Connected} has them. */
export const roomOf = {
  watchers: (person: PersonId): string => `watchers:${person}`,
  session: (session: string): string => `session:${session}`,
  /** Connections that do not read: no event goes to them. */
  stopped: 'stopped',
}

/**
 * The fan-out to the connections of this relay; other relays hear by the cluster. What goes out is encoded once and written to each connection right
 * here: of Socket.IO's broadcast, which is made for rooms of thousands, the two people of a conversation need nothing.
 */
export function createSocketFanOut(io: RelayServer, connected: Connected, metrics: Pick<Metrics, 'fannedOut'>): FanOut {
  const everybody = io.of('/')
  // Asked each time: a relay that joins others gets another adapter.
  const isStopped = (socket: RelaySocket): boolean => everybody.adapter.rooms.get(roomOf.stopped)?.has(socket.id) ?? false
  const end = (socket: RelaySocket, failure: Failure): void => {
    socket.emit('connection:ending', failure)
    socket.disconnect(true)
  }
  return {
    toPeople(people, name, event, but) {
      let packet: TextPacket | undefined
      let recipients = 0
      for (const person of people) {
        for (const socket of connected.of(person)) {
          if (socket.id === but || isStopped(socket)) continue
          writeText(socket, (packet ??= eventPacket(name, event)))
          recipients += 1
        }
      }
      metrics.fannedOut(recipients)
    },
    toWatchers(person, name, event) {
      const packet = eventPacket(name, event)
      const { adapter, sockets } = everybody
      const watchers = new Set(connected.of(person))
      for (const id of adapter.rooms.get(roomOf.watchers(person)) ?? []) {
        const socket = sockets.get(id)
        if (socket) watchers.add(socket)
      }
      for (const socket of watchers) if (!isStopped(socket)) writeText(socket, packet)
      metrics.fannedOut(watchers.size)
    },
    endPerson(person, failure) {
      for (const socket of connected.of(person)) end(socket, failure)
    },
    endSession(session, failure) {
      io.local.to(roomOf.session(session)).emit('connection:ending', failure)
      io.local.in(roomOf.session(session)).disconnectSockets(true)
    },
  }
}
