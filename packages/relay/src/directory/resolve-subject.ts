import { failure, success, type ResolutionRule, type Result, type SubjectQuery } from '@firsthand/protocol'
import { normaliseUrl } from './normalise-url.ts'
import { matchUrlPattern, parseUrlPattern, type UrlPattern } from './url-pattern.ts'

/** What can be resolved: anything with a key and addresses. */
export interface Resolvable {
  key: string
  url: string
  aliases?: readonly string[]
  patterns?: readonly string[]
}

/** A site's subjects, laid out for looking up. Made once per site by {@link indexSubjects}. */
export interface SubjectIndex<Found extends Resolvable> {
  byKey: ReadonlyMap<string, Found>
  byUrl: ReadonlyMap<string, Found>
  /** By origin and first path segment (see {@link bucketOf}), the weightiest first: a page looks through few of many. */
  patterns: ReadonlyMap<string, readonly Claim<Found>[]>
  fallback: Found
}

interface Claim<Found> {
  pattern: UrlPattern
  found: Found
}

/** Lays a site's subjects out for {@link resolveSubject}. Where two claim the same address, the first in the list has it. */
export function indexSubjects<Found extends Resolvable>(subjects: readonly Found[], fallback: Found): SubjectIndex<Found> {
  const byKey = new Map<string, Found>([[fallback.key, fallback]])
  const byUrl = new Map<string, Found>()
  const patterns = new Map<string, Claim<Found>[]>()
  for (const found of subjects) {
    byKey.set(found.key, found)
    for (const address of [found.url, ...(found.aliases ?? [])]) {
      const url = normaliseUrl(address)
      if (url !== null && !byUrl.has(url)) byUrl.set(url, found)
    }
    for (const text of found.patterns ?? []) {
      const pattern = parseUrlPattern(text)
      if (typeof pattern === 'string') continue
      const bucket = bucketOf(pattern.origin, pattern.segments[0] ?? null)
      const list = patterns.get(bucket) ?? []
      list.push({ pattern, found })
      patterns.set(bucket, list)
    }
  }
  for (const list of patterns.values()) list.sort((one, other) => other.pattern.weight - one.pattern.weight)
  return { byKey, byUrl, patterns, fallback }
}

/**
 * Which subject a page is about. In this order: the key it names (an unknown one is refused: a wrong set-up should be seen), its
 * canonical address or an alias, the longest pattern that fits, and for every other page the site's fallback.
 */
export function resolveSubject<Found extends Resolvable>(
  index: SubjectIndex<Found>,
  query: SubjectQuery,
): Result<{ found: Found; rule: ResolutionRule }> {
  if (query.subject !== undefined) {
    const found = index.byKey.get(query.subject)
    return found ? success({ found, rule: 'key' }) : failure('subject-not-found', { at: '/subject' })
  }
  const url = normaliseUrl(query.url)
  if (url !== null) {
    const found = index.byUrl.get(url)
    if (found) return success({ found, rule: 'canonical-url' })
    const { origin, pathname } = new URL(url)
    const segments = pathname === '/' ? [] : pathname.slice(1).split('/')
    const fits = [bucketOf(origin, segments[0] ?? null), bucketOf(origin, null)].flatMap(
      (bucket) => index.patterns.get(bucket)?.find(({ pattern }) => matchUrlPattern(pattern, segments)) ?? [],
    )
    const [best] = fits.toSorted((one, other) => other.pattern.weight - one.pattern.weight)
    if (best) return success({ found: best.found, rule: 'pattern' })
  }
  return success({ found: index.fallback, rule: 'fallback' })
}

/** Where patterns that begin with this literal segment stand; null: those that begin with any, or have none. */
function bucketOf(origin: string, segment: string | null): string {
  return segment === null ? origin : `${origin}/${segment}`
}
