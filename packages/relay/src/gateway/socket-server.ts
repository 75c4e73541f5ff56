import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { LIMITS, SOCKET_PATH, type ClientToRelay, type RelayToClient } from '@firsthand/protocol'
import { Server, type DefaultEventsMap, type Socket } from 'socket.io'
import { Decoder, Encoder } from 'socket.io-parser'
import { WebSocketServer, type ServerOptions } from 'ws'
import { checkOrigin } from '../access/check-origin.ts'
import type { Caller } from '../access/caller.ts'

/** What hangs on a socket once its handshake was accepted. */
export interface SocketState {
  caller: Caller
}

/** Socket.IO, typed by the contract. */
export type RelayServer = Server<ClientToRelay, RelayToClient, DefaultEventsMap, SocketState>

/** One connection of it. */
export type RelaySocket = Socket<ClientToRelay, RelayToClient, DefaultEventsMap, SocketState>

/** Refuses binary packets at their first byte: the wire is JSON (attack 19). */
class TextDecoder extends Decoder {
  constructor() {
    super({ maxAttachments: 0 })
  }
}

/** Waits a second for the other side to agree to a close, and not half a minute: who is cut is gone, and the relay ends when told to. */
class PromptServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    // Known to ws since 8.19, and not yet to its types.
    const prompt = { closeTimeout: 1_000 }
    super({ ...options, ...prompt })
  }
}

/**
 * Opens Socket.IO on a server. An origin that no site allows is turned away before anything is read of it; which site it may speak
 * for is the handshake's to say. Without `polling` there is WebSocket alone.
 */
export function createSocketServer(server: HttpServer, isKnownOrigin: (origin: string) => boolean, polling = true): RelayServer {
  return new Server(server, {
    path: SOCKET_PATH,
    serveClient: false,
    wsEngine: PromptServer,
    transports: polling ? ['websocket', 'polling'] : ['websocket'],
    maxHttpBufferSize: LIMITS.frameBytes,
    // Compression costs 2.2 times the CPU and lets a small frame become a large one (attack 26).
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    // A WebSocket that takes polling's place needs three round trips; on a link of two seconds each way ten seconds (the default) are too few (F4).
    upgradeTimeout: 30_000,
    // Together with the second that a close may take: a link that died without a word is noticed within 45 s (F5).
    pingInterval: 20_000,
    pingTimeout: 20_000,
    parser: { Encoder, Decoder: TextDecoder },
    cors: {
      origin: (origin, answer) => answer(null, origin !== undefined && isKnownOrigin(origin)),
      methods: ['GET', 'POST'],
      maxAge: 600,
    },
    allowRequest(request: IncomingMessage, answer) {
      const allowed = checkOrigin(request.headers, isKnownOrigin)
      answer(allowed ? null : 'origin-refused', allowed)
    },
  })
}
