import { randomInt } from 'node:crypto'
import { createFailure } from '@firsthand/protocol'
import type { RelayServer } from './socket-server.ts'

/** Nobody comes back sooner than chance says within this, and nobody has to wait longer than that. */
const LEAST_MS = 500
const MOST_MS = 10_000

/** Over how long so many clients come back: a thousand a second, so that they do not find the next relay all in one moment (P17). */
export function spreadOf(clients: number): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, clients))
}

/**
 * Tells every client of this relay, and of no other, when to come back, and closes its connection. Resolves when all are gone: one that
 * polls learns of it by its next request only.
 */
export async function dismissClients(io: RelayServer): Promise<void> {
  const sockets = [...io.of('/').sockets.values()]
  const spread = spreadOf(sockets.length)
  const gone = sockets.map((socket) => new Promise<void>((resolve) => void socket.conn.once('close', () => resolve())))
  for (const socket of sockets) {
    socket.emit('connection:ending', createFailure('draining', { retryAfterMs: randomInt(spread) }))
    socket.disconnect(true)
  }
  await Promise.all(gone)
}
