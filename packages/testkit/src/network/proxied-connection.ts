import { connect, type Socket } from 'node:net'
import { openLane, type LaneFaults } from './lane.ts'
import type { Seeded } from './seeded.ts'

/** `up` is from the client to the server, `down` the other way. */
export type Direction = 'up' | 'down'

/** A connection through the proxy, both halves of it. */
export interface ProxiedConnection {
  /** Lets nothing more through in these directions, and does not tell either side that the other has gone. */
  strand(directions: readonly Direction[]): void
  /** Resets both halves. */
  reset(): void
  readonly isStranded: boolean
  readonly serverStands: boolean
}

interface ProxiedConnectionOptions {
  client: Socket
  to: number
  faults: (direction: Direction) => LaneFaults
  chance: Seeded
  /** Sees each chunk before it goes anywhere; `false` swallows it and all that follow. */
  inspect: (direction: Direction, chunk: Buffer, connection: ProxiedConnection) => boolean
  /** Both halves have gone. */
  closed: () => void
}

/** Opens the second half of a connection and joins the two. */
export function joinConnection({ client, to, faults, chance, inspect, closed }: ProxiedConnectionOptions): ProxiedConnection {
  const server = connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  const open = (direction: Direction, from: Socket, into: Socket): ReturnType<typeof openLane> =>
    openLane({
      from,
      into,
      chance,
      faults: () => faults(direction),
      inspect: (chunk) => inspect(direction, chunk, connection),
      reset: () => connection.reset(),
    })
  const connection: ProxiedConnection = {
    strand(directions) {
      for (const direction of directions) lanes[direction].strand()
    },
    reset() {
      client.resetAndDestroy()
      server.resetAndDestroy()
    },
    get isStranded() {
      return lanes.up.stranded || lanes.down.stranded
    },
    get serverStands() {
      return !server.destroyed && !server.readableEnded
    },
  }
  const lanes = { up: open('up', client, server), down: open('down', server, client) }
  // Who is cut off by a half-open link does not hear that the other side has gone.
  client.on('close', () => lanes.up.stranded || server.destroy())
  server.on('close', () => lanes.down.stranded || client.destroy())
  for (const half of [client, server]) half.on('close', () => client.closed && server.closed && closed())
  server.on('error', () => lanes.down.stranded || client.resetAndDestroy())
  return connection
}
