import type { io, ManagerOptions, Socket } from 'socket.io-client'
import { SOCKET_PATH } from '@firsthand/protocol'
import type { EventName, Events, Failure } from '@firsthand/protocol'
import type { Attempt, Connector } from './connector.ts'

/** A transport of engine.io-client: its class, or the name of one that is built in. */
export type Transport = NonNullable<ManagerOptions['transports']>[number]

/**
 * Where the transports come from. The stock ones are built into engine.io-client and named; a build that leaves polling out
 * of what it loads first gives the classes instead, each by an `import()`: polling's is called only where a WebSocket failed.
 */
export interface Transports {
  websocket(): Promise<Transport>
  polling(): Promise<Transport>
}

const BUILT_IN: Transports = { websocket: async () => 'websocket', polling: async () => 'polling' }

/** What a {@link createSocketIoConnector} may be told. */
export interface SocketIoConnectorOptions {
  transports?: Transports
  /** Sent with the handshake where the runtime lets a program set headers (Node): a member's cookie, for one. */
  headers?: Record<string, string>
}

/**
 * Connects by Socket.IO, which is used as a pipe and no more: its own reconnection, buffers and retries stay off. Its code is
 * loaded with the first try: what is drawn meanwhile does not wait for it, and importing the client has no side effect.
 *
 * @param relay the relay's address, with or without a path
 */
export function createSocketIoConnector(relay: string, { transports = BUILT_IN, headers }: SocketIoConnectorOptions = {}): Connector {
  const { origin, pathname } = new URL(relay)

  /** What this try needs. Where the chunk with polling cannot be had, a WebSocket is the only way left for it. */
  async function load(first: Attempt['first']): Promise<[typeof io, Transport[]]> {
    const [library, websocket, polling] = await Promise.all([
      import('socket.io-client'),
      transports.websocket(),
      first === 'polling' ? transports.polling().catch(() => null) : null,
    ])
    return [library.io, polling ? [polling, websocket] : [websocket]]
  }

  return {
    connect({ auth, first }, on) {
      let socket: Socket | undefined
      let over = false

      function close(): void {
        over = true
        socket?.off()
        socket?.offAny()
        socket?.disconnect()
      }

      function end(refusal?: Failure): void {
        if (over) return
        close()
        on.closed(refusal)
      }

      async function open(): Promise<void> {
        const [connect, list] = await load(first)
        if (over) return
        socket = connect(origin, {
          path: pathname.replace(/\/$/, '') + SOCKET_PATH,
          auth,
          // The types know names or classes; what runs takes either, as long as they are of one sort.
          transports: list as string[],
          reconnection: false,
          forceNew: true,
          ...(headers && { extraHeaders: headers }),
        })
        socket.on('connect', () => on.opened())
        socket.on('connect_error', (error) => end((error as { data?: Failure }).data))
        socket.on('disconnect', () => end())
        socket.onAny((name: EventName, event: Events[EventName]) => on.heard(name, event))
      }

      open().catch(() => end())
      return {
        request: (name, payload, answer) => void socket?.emit(name, payload, answer),
        close,
      }
    },
  }
}
