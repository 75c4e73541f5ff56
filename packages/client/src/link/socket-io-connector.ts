import { io } from 'socket.io-client'
import type { ManagerOptions, Socket } from 'socket.io-client'
import { SOCKET_PATH } from '@firsthand/protocol'
import type { EventName, Events, Failure } from '@firsthand/protocol'
import type { Connector } from './connector.ts'

/** A transport of engine.io-client: its class, or the name of one that is built in. */
export type Transport = NonNullable<ManagerOptions['transports']>[number]

/**
 * Where the transports come from. The stock ones are built into engine.io-client and named; a build that leaves polling out
 * of its first load gives the classes instead, the second one by an `import()` that is called only where a WebSocket failed.
 */
export interface Transports {
  websocket: Transport
  polling(): Promise<Transport>
}

/** What a {@link createSocketIoConnector} may be told. */
export interface SocketIoConnectorOptions {
  transports?: Transports
  /** Sent with the handshake where the runtime lets a program set headers (Node): a member's cookie, for one. */
  headers?: Record<string, string>
}

/**
 * Connects by Socket.IO, which is used as a pipe and no more: its own reconnection, buffers and retries stay off.
 *
 * @param relay the relay's address, with or without a path
 */
export function createSocketIoConnector(relay: string, { transports, headers }: SocketIoConnectorOptions = {}): Connector {
  const { origin, pathname } = new URL(relay)
  return {
    connect({ auth, first }, on) {
      let socket: Socket | undefined
      let over = false
      const open = (list: Transport[]): void => {
        if (over) return
        socket = io(origin, {
          path: pathname.replace(/\/$/, '') + SOCKET_PATH,
          auth,
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
      const close = (): void => {
        over = true
        socket?.off()
        socket?.offAny()
        socket?.disconnect()
      }
      const end = (refusal?: Failure): void => {
        if (over) return
        close()
        on.closed(refusal)
      }
      const websocket = transports?.websocket ?? 'websocket'
      if (first === 'websocket') open([websocket])
      else
        (transports?.polling() ?? Promise.resolve('polling')).then(
          (polling) => open([polling, websocket]),
          // The chunk could not be had: a WebSocket is the only way left for this try.
          () => open([websocket]),
        )
      return {
        request: (name, payload, answer) => void socket?.emit(name, payload, answer),
        close,
      }
    },
  }
}
