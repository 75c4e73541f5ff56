import { PacketType, type Decoder, type Packet } from 'socket.io-parser'
import type { RelaySocket } from './socket-server.ts'

/** A command as it was decoded: its name and payload, and the id under which an answer is waited for, where one is. */
type TakeCommand = (event: readonly unknown[], id: number | undefined) => void

/**
 * Takes each command where its frame was decoded. Socket.IO would hand it on in two further turns of the event loop, to middleware and listeners
 * that there are none of. Everything else (CONNECT, DISCONNECT, whatever comes past the end) stays Socket.IO's.
 */
export function takeCommands(socket: RelaySocket, take: TakeCommand): void {
  // What Socket.IO keeps, and its types do not show.
  const { decoder } = socket.client as unknown as { decoder: Decoder }
  const others = decoder.listeners('decoded')
  decoder.off('decoded')
  decoder.on('decoded', (packet: Packet) => {
    // An event without a name comes without anything at all.
    if (packet.type === PacketType.EVENT && socket.connected && packet.nsp === '/') take((packet.data ?? []) as unknown[], packet.id)
    else for (const listener of others) listener(packet)
  })
}
