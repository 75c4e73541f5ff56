import { cleanText } from './text.ts'

/** An address somebody else gave, fit to be shown and followed. */
export interface Address {
  /** http(s) only; null where following it could do anything else. */
  href: string | null
  /** As one reads it: host and path, without scheme, query, hash or a lone slash at the end. */
  shown: string
}

/** Reads an address that came from elsewhere. Query and hash are dropped here too: tokens hide there. */
export function readAddress(url: unknown): Address {
  const text = cleanText(url)
  if (!URL.canParse(text)) return { href: null, shown: text }
  const parsed = new URL(text)
  const { protocol, host, pathname, username, password } = parsed
  if (!/^https?:$/.test(protocol) || username || password) return { href: null, shown: text }
  parsed.search = parsed.hash = ''
  return { href: parsed.href, shown: cleanText(host + readable(pathname)).replace(/\/$/, '') }
}

function readable(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
