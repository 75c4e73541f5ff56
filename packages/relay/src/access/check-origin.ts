import type { IncomingHttpHeaders } from 'node:http'

/** What a request says of where it comes from. */
export type RequestOrigin =
  | { from: 'page'; origin: string }
  /** A browser's request to the page's own origin: such a GET carries no Origin. */
  | { from: 'same-origin' }
  /** No browser: nothing but what the program itself put in is sent along. */
  | { from: 'program' }
  /** A browser says it comes from elsewhere, and withholds the origin. */
  | { from: 'hidden' }

/** Reads where a request comes from. Every header but `Origin` and `Sec-Fetch-Site` is left out of it. */
export function readOrigin(headers: IncomingHttpHeaders): RequestOrigin {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (origin !== undefined) return { from: 'page', origin }
  if (site === undefined) return { from: 'program' }
  return site === 'same-origin' || site === 'none' ? { from: 'same-origin' } : { from: 'hidden' }
}

/**
 * Whether a request may come from there: exact comparison with a list, so `https://good.com.evil`, `null` and anything that a
 * pattern might be talked into are no match.
 */
export function checkOrigin(headers: IncomingHttpHeaders, allowed: (origin: string) => boolean): boolean {
  const read = readOrigin(headers)
  if (read.from === 'page') return allowed(read.origin)
  return read.from !== 'hidden'
}
