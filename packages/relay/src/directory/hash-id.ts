import { createHash } from 'node:crypto'
import type { Id } from '@firsthand/protocol'

/** A UUIDv8 (RFC 9562, section 5.8) that stands for a text: the same text is the same id for ever, on every relay. */
export function hashId(text: string): Id {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
