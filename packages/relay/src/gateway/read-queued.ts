import type { Queued } from './slow-reader.ts'
import type { RelaySocket } from './socket-server.ts'

/** What Engine.IO and ws keep, and their types do not show. */
interface Waiting {
  writeBuffer: readonly { data?: unknown }[]
  transport: { writable: boolean; socket?: { bufferedAmount: number } }
}

const NOTHING: Queued = { frames: 0, bytes: 0 }

/**
 * What waits in this process for a connection: what Engine.IO holds back until the transport takes more, and what a WebSocket was given
 * and has not got rid of. Bytes are counted as characters: most are both.
 */
export function readQueued({ conn }: RelaySocket): Queued {
  const { transport, writeBuffer } = conn as unknown as Waiting
  // A WebSocket takes more once it got rid of the last; polling, while a request waits for something to be said.
  if (transport.writable) return NOTHING
  let bytes = transport.socket?.bufferedAmount ?? 0
  for (const { data } of writeBuffer) if (typeof data === 'string') bytes += data.length
  return { frames: writeBuffer.length, bytes }
}
