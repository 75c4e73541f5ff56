import type { SubjectQuery } from '@firsthand/protocol'

/** Where a page says what it is about. */
export interface PageFacts {
  /** `data-subject`, `boot` or `update`. */
  option: string | undefined
  /** `<meta name="firsthand:subject">`. */
  meta: string | undefined
  /** The canonical link's address, absolute. */
  canonical: string | undefined
  /** A canonical address that belongs to the page before this one: it is believed no longer. */
  stale: string | undefined
  location: string
}

/** Which subject a page is about: what it was told, what it says, its canonical address, where it stands. Query and hash go: tokens hide there. */
export function resolveSubject({ option, meta, canonical, stale, location }: PageFacts): SubjectQuery {
  const subject = option || meta
  const url = (canonical && canonical !== stale ? canonical : location).replace(/[?#].*/, '')
  return subject ? { subject, url } : { url }
}

/**
 * Reads the page's subject again and again. A single-page application moves before it changes its canonical link, or leaves the link as it was on
 * the first page: once the path has changed, the link counts only when it says something new.
 */
export function createSubjectReader(): (option: string | undefined, cameFrom?: string) => SubjectQuery {
  let path = location.pathname
  let stale: string | undefined
  return (option, cameFrom) => {
    const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href
    if (cameFrom) path = new URL(cameFrom).pathname
    if (path !== location.pathname) {
      path = location.pathname
      stale = canonical
    }
    const meta = document.querySelector<HTMLMetaElement>('meta[name="firsthand:subject"]')?.content
    return resolveSubject({ option, meta, canonical, stale, location: location.href })
  }
}
