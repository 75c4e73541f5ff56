/**
 * Socket.IO's packets (protocol 5) of the one namespace there is, text only. The relay neither sends nor takes binary attachments; a packet that
 * announces some makes no sense here, which closes the connection.
 */
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
} as const

/** One packet. */
export interface Packet {
  type: number
  data?: unknown
  id?: number
}

/** Writes a packet. */
export function writePacket({ type, id, data }: Packet): string {
  return `${type}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`
}

/**
 * Reads a packet.
 *
 * @throws Error where the text is none
 */
export function readPacket(text: unknown): Packet {
  const [, type, id, json] = (typeof text === 'string' && /^([0-4])(\d*)([^]*)$/.exec(text)) || []
  if (type === undefined) throw new Error('no packet')
  const packet: Packet = { type: Number(type), ...(id && { id: Number(id) }), ...(json && { data: JSON.parse(json) }) }
  if (!isPayload(packet)) throw new Error('invalid payload')
  return packet
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
      return Array.isArray(data) && typeof data[0] === 'string'
  }
}
