import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '../ports.ts'
import { readQueued } from './read-queued.ts'
import { judgeReader } from './slow-reader.ts'
import { roomOf } from './socket-fan-out.ts'
import type { RelayServer, RelaySocket } from './socket-server.ts'

/** How often those who do not read are looked at. */
const LOOK_MS = 250

/** Bounds what waits for connections that do not read (P16). */
export interface SlowReaders {
  /** Has an eye on a new connection. */
  watch(socket: RelaySocket): void
  /** The connection is gone. */
  leave(socket: RelaySocket): void
  close(): void
}

/**
 * Builds {@link SlowReaders}. A connection that lets too much wait is put into the room that no event goes to; once it has read everything
 * it is told that it missed some. Nobody else waits for it, and there is nothing to do for a connection that reads.
 */
export function createSlowReaders(
  io: RelayServer,
  { clock, metrics }: Pick<Ports, 'clock' | 'metrics'>,
  log: FastifyBaseLogger,
): SlowReaders {
  const stoppedAt = new Map<RelaySocket, number>()
  /** What was handed out in one turn waits until its end even for who reads: so long nobody is stopped. */
  const suspects = new Set<RelaySocket>()
  let cancel: (() => void) | undefined

  const judge = (socket: RelaySocket): ReturnType<typeof judgeReader> => {
    const since = stoppedAt.get(socket)
    return judgeReader(readQueued(socket), since === undefined ? null : clock.now() - since)
  }

  const stop = (socket: RelaySocket): void => {
    metrics.slowReader('stopped')
    stoppedAt.set(socket, clock.now())
    void socket.join(roomOf.stopped)
    cancel ??= clock.after(LOOK_MS, lookAgain)
  }

  const cut = (socket: RelaySocket): void => {
    metrics.slowReader('cut')
    log.info({ connection: socket.id, ...readQueued(socket) }, 'cut a connection that does not read')
    stoppedAt.delete(socket)
    socket.conn.close(true)
  }

  const resume = (socket: RelaySocket, since: number): void => {
    metrics.slowReader('resumed')
    stoppedAt.delete(socket)
    void socket.leave(roomOf.stopped)
    socket.emit('events:skipped', { since })
  }

  const lookAtSuspects = (): void => {
    for (const socket of suspects) if (socket.connected && judge(socket) === 'stop') stop(socket)
    suspects.clear()
  }

  const lookAgain = (): void => {
    for (const [socket, since] of stoppedAt) {
      const verdict = judge(socket)
      if (verdict === 'resume') resume(socket, since)
      else if (verdict === 'cut') cut(socket)
    }
    cancel = stoppedAt.size > 0 ? clock.after(LOOK_MS, lookAgain) : undefined
  }

  metrics.sample({
    slowReaders: () => stoppedAt.size,
    queuedBytes: () => [...io.of('/').sockets.values()].reduce((sum, socket) => sum + readQueued(socket).bytes, 0),
  })

  return {
    watch(socket) {
      // Right before a packet joins the queue. While the transport takes more, nothing waits and nothing is looked at.
      socket.conn.on('packetCreate', () => {
        if (socket.conn.transport.writable) return
        const verdict = judge(socket)
        if (verdict === 'cut') return cut(socket)
        if (verdict !== 'stop' || suspects.has(socket)) return
        if (suspects.size === 0) setImmediate(lookAtSuspects)
        suspects.add(socket)
      })
    },
    leave: (socket) => void stoppedAt.delete(socket),
    close: () => cancel?.(),
  }
}
