import type { OtherWay } from '@firsthand/protocol'

/** The address of a site's other way, or of a page it names, when it is one that may be followed; null otherwise. */
export function safeAddress(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

/** The link of another way and its words, or null when its address is none. */
export function linkOf(way: OtherWay): { href: string; text: string } | null {
  if (way.kind === 'mail') return /^[^\s@?&]+@[^\s@?&]+$/.test(way.address) ? { href: `mailto:${way.address}`, text: way.address } : null
  const href = safeAddress(way.url)
  return href ? { href, text: way.label } : null
}
