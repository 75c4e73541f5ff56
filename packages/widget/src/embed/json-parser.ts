/**
 * Socket.IO's packets (protocol 5), text only: what the script-tag build has in socket.io-parser's place. The relay neither sends nor takes binary
 * attachments; a packet that announces some is refused like any other that makes no sense, which closes the connection.
 */
export const protocol = 5

/** The types of packet, as the wire numbers them. */
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const

/** One packet. */
export interface Packet {
  type: number
  nsp: string
  data?: unknown
  id?: number
}

/** Writes packets. */
export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    return [`${type}${nsp && nsp !== '/' ? `${nsp},` : ''}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`]
  }
}

const form = /^([0-4])(?:(\/[^,]*),)?(\d*)([^]*)$/
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']

/** Reads packets, and hands each to who listens for `decoded`. */
export class Decoder {
  #heard = new Set<(packet: Packet) => void>()

  on(_event: 'decoded', handler: (packet: Packet) => void): void {
    this.#heard.add(handler)
  }

  off(_event: 'decoded', handler: (packet: Packet) => void): void {
    this.#heard.delete(handler)
  }

  /** @throws Error where the text is no packet */
  add(text: unknown): void {
    const [, type, nsp = '/', id, json] = (typeof text === 'string' && form.exec(text)) || []
    if (type === undefined) throw new Error('no packet')
    const packet: Packet = { type: Number(type), nsp }
    if (id) packet.id = Number(id)
    if (json) packet.data = JSON.parse(json)
    if (!isPayload(packet)) throw new Error('invalid payload')
    for (const handler of this.#heard) handler(packet)
  }

  destroy(): void {}
}

function isPayload({ type, data }: Packet): boolean {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data)
  switch (type) {
    case PacketType.CONNECT:
      return data === undefined || isObject
    case PacketType.DISCONNECT:
      return data === undefined
    case PacketType.CONNECT_ERROR:
      return typeof data === 'string' || isObject
    case PacketType.ACK:
      return Array.isArray(data)
    default:
      return Array.isArray(data) && typeof data[0] === 'string' && !reserved.includes(data[0])
  }
}
