import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createByteFinder } from './find-bytes.ts'
import type { LaneFaults } from './lane.ts'
import { joinConnection, type Direction, type ProxiedConnection } from './proxied-connection.ts'
import { createSeeded } from './seeded.ts'

/**
 * What happens to a connection through the proxy.
 * - `pass`: bytes go through, with what is wrong with the way: both ways alike, or one of them by `up` (to the server) and `down`.
 *   `resetEveryMs` resets each connection after a span between the two, by chance.
 * - `refuse`: closed as soon as it is made.
 * - `swallow`: taken, and never answered.
 * - `upgrades`: WebSocket upgrades alone are refused (`400`) or swallowed; the rest passes.
 */
export type ProxyMode =
  | ({ mode: 'pass'; up?: LaneFaults; down?: LaneFaults; resetEveryMs?: readonly [least: number, most: number] } & LaneFaults)
  | { mode: 'refuse' }
  | { mode: 'swallow' }
  | { mode: 'upgrades'; fate: 'refuse' | 'swallow' }

export interface FaultProxy {
  readonly port: number
  /** Connections that stand now, on the client's side. */
  readonly connections: number
  /** Connections that were left half open and that the server still holds. */
  readonly stranded: number
  /** Connections that were made so far. */
  readonly accepted: number
  /** WebSocket upgrades that clients tried so far, whatever became of them. */
  readonly upgrades: number
  /** Where it passes bytes to; connections made already keep theirs. */
  target(port: number): void
  /** Changes what happens to new connections, and to the coming bytes of those that stand. */
  set(mode: ProxyMode): void
  /** Resets every connection that stands. */
  cut(): void
  /**
   * Resets the connection on which these bytes come next, and lets neither them nor what follows through: with the beginning of an
   * answer this is the cut after the commit and before the ack. Resolves when it has happened.
   */
  cutAt(direction: Direction, bytes: string): Promise<void>
  /** Leaves the connections that stand half open: in these directions nothing comes through any more, and nobody is told. New ones are not touched. */
  strand(...directions: readonly Direction[]): void
  close(): Promise<void>
}

export interface FaultProxyOptions {
  /** The port of the server behind it. */
  to?: number
  port?: number
  /** What jitter and resets are drawn from. Default: 1. */
  seed?: number
}

/** A TCP proxy on loopback that can do to a connection what bad networks and proxies do. */
export async function startFaultProxy(options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const clients = new Map<Socket, ProxiedConnection | null>()
  const timers = new Map<Socket, NodeJS.Timeout>()
  // With those whose client has gone and whose server was not told.
  const joined = new Set<ProxiedConnection>()
  const chance = createSeeded(options.seed ?? 1)
  let cuts: { direction: Direction; found: (chunk: Buffer, connection: ProxiedConnection) => boolean }[] = []
  let to = options.to ?? 0
  let mode: ProxyMode = { mode: 'pass' }
  let accepted = 0
  let upgrades = 0

  function faults(direction: Direction): LaneFaults {
    if (mode.mode === 'swallow') return { blackhole: true }
    return mode.mode === 'pass' ? { ...mode, ...mode[direction] } : {}
  }

  function arm(client: Socket): void {
    clearTimeout(timers.get(client))
    if (mode.mode !== 'pass' || !mode.resetEveryMs) return
    timers.set(
      client,
      setTimeout(() => clients.get(client)?.reset(), chance.between(...mode.resetEveryMs)),
    )
  }

  function inspect(direction: Direction, chunk: Buffer, connection: ProxiedConnection, client: Socket): boolean {
    const cut = cuts.find((one) => one.direction === direction && one.found(chunk, connection))
    if (cut) {
      cuts = cuts.filter((one) => one !== cut)
      return false
    }
    if (direction === 'down' || !isUpgrade(chunk)) return true
    upgrades += 1
    if (mode.mode !== 'upgrades') return true
    if (mode.fate === 'refuse') client.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    return false
  }

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    client.on('error', ignore)
    accepted += 1
    if (mode.mode === 'refuse') {
      client.resetAndDestroy()
      return
    }
    clients.set(client, null)
    client.on('close', () => {
      clients.delete(client)
      clearTimeout(timers.get(client))
      timers.delete(client)
    })
    if (mode.mode === 'swallow') {
      client.resume()
      return
    }
    const connection = joinConnection({
      client,
      to,
      faults,
      chance: chance.branch(),
      inspect: (direction, chunk, from) => inspect(direction, chunk, from, client),
      closed: () => joined.delete(connection),
    })
    joined.add(connection)
    clients.set(client, connection)
    arm(client)
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')

  const cut = (): void => clients.forEach((connection, client) => (connection ? connection.reset() : client.resetAndDestroy()))
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return clients.size
    },
    get stranded() {
      return [...joined].filter((one) => one.isStranded && one.serverStands).length
    },
    get accepted() {
      return accepted
    },
    get upgrades() {
      return upgrades
    },
    target(port) {
      to = port
    },
    set(next) {
      mode = next
      for (const client of clients.keys()) arm(client)
    },
    cut,
    cutAt(direction, bytes) {
      return new Promise((resolve) => {
        // A stream of its own on each connection: what began on one is not completed by another.
        const finders = new Map<ProxiedConnection, (chunk: Buffer) => boolean>()
        cuts.push({
          direction,
          found(chunk, connection) {
            const finder = finders.get(connection) ?? createByteFinder(bytes)
            finders.set(connection, finder)
            if (!finder(chunk)) return false
            connection.reset()
            resolve()
            return true
          },
        })
      })
    },
    strand(...directions) {
      for (const connection of clients.values()) connection?.strand(directions)
    },
    async close() {
      cut()
      for (const connection of joined) connection.reset()
      server.close()
      await once(server, 'close')
    },
  }
}

function isUpgrade(chunk: Buffer): boolean {
  if (chunk.subarray(0, 4).toString('latin1') !== 'GET ') return false
  return /\r\nupgrade: *websocket\r\n/i.test(chunk.toString('latin1'))
}

function ignore(): void {
  // A client that resets its connection is what this proxy is for.
}
