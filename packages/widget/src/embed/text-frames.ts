/** Engine.IO's frames (protocol 4), text only: what the script-tag build has in engine.io-parser's place. */
export const protocol = 4

const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const
const SEPARATOR = '\x1e'

/** One frame. */
export interface Frame {
  type: (typeof types)[number] | 'error'
  data?: string
}

/** Writes one frame. */
export function encodePacket({ type, data }: Frame, _binary: boolean, then: (text: string) => void): void {
  then(`${types.indexOf(type as 'open')}${data ?? ''}`)
}

/** Reads one frame; what is none reads as an error, which closes the connection. */
export function decodePacket(text: unknown): Frame {
  const type = typeof text === 'string' ? types[text.charAt(0) as unknown as number] : undefined
  if (!type) return { type: 'error', data: 'parser error' }
  const data = (text as string).slice(1)
  return data ? { type, data } : { type }
}

/** Writes the frames of one polling request. */
export function encodePayload(frames: Frame[], then: (text: string) => void): void {
  then(frames.map(({ type, data }) => `${types.indexOf(type as 'open')}${data ?? ''}`).join(SEPARATOR))
}

/** Reads the frames of one polling answer. */
export function decodePayload(text: string): Frame[] {
  return text.split(SEPARATOR).map(decodePacket)
}
