/** A UUID in lower-case text form, such as `01939d3c-7a4e-7b7a-9c1e-0d6f6c1f2a3b`. */
export type Id = string
/** Names a person on every site of one relay. */
export type PersonId = Id
/** Names a conversation; made by the client that starts it (UUIDv7). */
export type ConversationId = Id
/** The client's own id for one thing it says (UUIDv7): kept through every retry, so that a retry is never a second message. */
export type ClientId = Id

const ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a value is an id in the one form the wire allows (lower-case, hyphenated, RFC 9562). */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && ID_PATTERN.test(value)
}

/**
 * Makes a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits.
 * Time-ordered so that the relay's index on it stays small and hot; nobody reads an order out of it.
 *
 * @param now milliseconds since 1970; a test passes its own clock
 */
export function createId(now: number = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let index = 5, rest = now; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const SECRET_PATTERN = /^[A-Za-z0-9_-]{43}$/

/** Whether a value is a visitor's secret: 256 bits in unpadded base64url, 43 characters. */
export function isSecret(value: unknown): value is string {
  return typeof value === 'string' && SECRET_PATTERN.test(value)
}

/** Makes a visitor's secret: 256 random bits as 43 characters of unpadded base64url (RFC 4648, section 5). */
export function createSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
