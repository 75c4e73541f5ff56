import { PacketType, readPacket, writePacket, type Packet } from './socket-packets.ts'

/** As much of engine.io-client's socket as a pipe needs. */
export interface Engine {
  on(event: 'open' | 'error' | 'close', handler: () => void): unknown
  on(event: 'data', handler: (text: unknown) => void): unknown
  write(text: string): unknown
  close(): unknown
  /** Whether the relay's ping is overdue, as after a sleep; then it closes. */
  _hasPingExpired(): boolean
}

/** As much of socket.io-client's socket as the client asks for. */
export interface Pipe {
  on(event: 'connect' | 'connect_error' | 'disconnect', handler: (error: { data?: unknown }) => void): void
  onAny(handler: (name: string, event: unknown) => void): void
  emit(name: string, payload: unknown, answer: (result: unknown) => void): void
  off(): void
  offAny(): void
  disconnect(): void
}

/**
 * Makes what stands in socket.io-client's place in the script-tag build: Socket.IO's protocol and no more, over Engine.IO. No reconnection, no
 * buffers, no retries, all of which the client sees to, and no second namespace.
 */
export function createIo<Options>(
  open: new (uri: string, options: Options) => Engine,
): (uri: string, options: Options & { auth: unknown }) => Pipe {
  return (uri, { auth, ...options }) => {
    const handlers = new Map<string, (error: { data?: unknown }) => void>()
    const answers = new Map<number, (result: unknown) => void>()
    let any: ((name: string, event: unknown) => void) | null = null
    let count = 0
    let state: 'opening' | 'open' | 'over' = 'opening'
    // It has a path and a way to open of its own, and knows nothing of `auth`.
    const engine = new open(uri, options as Options)

    function end(error: { data?: unknown } = {}): void {
      if (state === 'over') return
      const tell = handlers.get(state === 'open' ? 'disconnect' : 'connect_error')
      state = 'over'
      engine.close()
      tell?.(error)
    }

    function take({ type, id, data }: Packet): void {
      if (type === PacketType.CONNECT) {
        state = 'open'
        handlers.get('connect')?.({})
      } else if (type === PacketType.EVENT) any?.(...(data as [string, unknown]))
      else if (type === PacketType.ACK) {
        const answer = answers.get(id!)
        answers.delete(id!)
        answer?.((data as unknown[])[0])
      } else end(data as { data?: unknown })
    }

    engine.on('open', () => engine.write(writePacket({ type: PacketType.CONNECT, data: auth })))
    engine.on('data', (text) => {
      if (state === 'over') return
      let packet: Packet
      try {
        packet = readPacket(text)
      } catch {
        return end()
      }
      take(packet)
    })
    engine.on('error', () => end())
    engine.on('close', () => end())

    return {
      on: (event, handler) => void handlers.set(event, handler),
      onAny: (handler) => void (any = handler),
      emit(name, payload, answer) {
        if (state !== 'open' || engine._hasPingExpired()) return
        answers.set(count, answer)
        engine.write(writePacket({ type: PacketType.EVENT, id: count++, data: [name, payload] }))
      },
      off: () => handlers.clear(),
      offAny: () => void (any = null),
      disconnect() {
        if (state === 'open') engine.write(writePacket({ type: PacketType.DISCONNECT }))
        state = 'over'
        engine.close()
      },
    }
  }
}
