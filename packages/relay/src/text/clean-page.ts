import type { Page } from '@firsthand/protocol'
import { cleanLine } from './clean-line.ts'

/** The address of a page as it may be kept: http or https, without credentials, query and hash. Null where it is none. */
export function cleanAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return url.origin + url.pathname
}

/** A page as it may be kept and shown; null where its address is none of the web. */
export function cleanPage(page: Page): Page | null {
  const url = cleanAddress(page.url)
  return url === null ? null : { url, title: cleanLine(page.title) }
}
