import type { RelaySocket } from './socket-server.ts'

/** How a packet leaves Engine.IO; its own types do not show the frame. */
interface WriteOptions {
  compress: false
  /** The bytes of the WebSocket frame, ready to be sent. */
  wsPreEncodedFrame?: readonly Buffer[]
}

/** One Socket.IO packet as text, to be written to any number of connections. */
export interface TextPacket {
  readonly text: string
  /** Made for the first WebSocket that needs it. */
  options?: WriteOptions
}

const PLAIN: WriteOptions = { compress: false }

/** An event for the namespace `/`. */
export function eventPacket(name: string, event: unknown): TextPacket {
  return { text: `2["${name}",${JSON.stringify(event)}]` }
}

/** The answer to a command: the acknowledgement that it asked for. */
export function answerPacket(id: number, result: unknown): TextPacket {
  return { text: `3${id}[${JSON.stringify(result)}]` }
}

/**
 * Writes a packet to a connection, past what Socket.IO does for packets in general: it looks for binary parts in each and writes each frame
 * as two chunks, encoded anew for each connection. Ours are JSON (R1), and a frame is encoded once, as one piece.
 */
export function writeText({ conn }: RelaySocket, packet: TextPacket): void {
  const { readyState, transport } = conn
  if (readyState !== 'open') return
  if (transport.name !== 'websocket') return void conn.write(packet.text, PLAIN)
  packet.options ??= { compress: false, wsPreEncodedFrame: [encodeFrame(packet.text)] }
  // A transport that takes more has let go of everything before: nothing waits in front of this, and nobody need be told of a queue.
  if (transport.writable) transport.send([{ type: 'message', data: packet.text, options: packet.options }])
  else conn.write(packet.text, packet.options)
}

const FINAL_TEXT = 0x81
/** Engine.IO's mark of a message. */
const MESSAGE = 0x34

/** A WebSocket frame as a server sends it (RFC 6455, 5.2): final, text, unmasked. */
function encodeFrame(text: string): Buffer {
  const length = 1 + Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = FINAL_TEXT
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  frame[head] = MESSAGE
  frame.write(text, head + 1)
  return frame
}
