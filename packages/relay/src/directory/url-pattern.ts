/** A parsed address pattern. Matching walks the segments once: no regular expression, no backtracking. */
export interface UrlPattern {
  origin: string
  /** Literal segments; null stands for exactly one segment of any text. */
  segments: readonly (string | null)[]
  /** Whether any rest may follow, the empty one included (`**` at the end). */
  open: boolean
  /** Literal characters, then segments: the more of them, the earlier the pattern is asked. */
  weight: number
}

/**
 * Parses a pattern such as `https://www.example.com/docs/**`: `*` stands for one path segment, a final `**` for any rest.
 *
 * @returns the parsed pattern, or what is wrong with it as a sentence
 */
export function parseUrlPattern(pattern: string): UrlPattern | string {
  const start = /^(https?:\/\/[^/?#*]+)(\/[^?#]*)?$/i.exec(pattern)
  if (!start || !URL.canParse(start[1]!)) return 'must be an absolute address such as https://www.example.com/docs/**'
  const parts = (start[2] ?? '/').split('/').slice(1)
  if (parts.at(-1) === '') parts.pop()
  const open = parts.at(-1) === '**'
  if (open) parts.pop()
  if (parts.some((part) => part.includes('*') && part !== '*')) {
    return '`*` stands for one whole path segment and `**` for any rest at the end'
  }
  const segments = parts.map((part) => (part === '*' ? null : part))
  const literal = segments.reduce((sum, segment) => sum + (segment?.length ?? 0) + 1, 0)
  return { origin: new URL(start[1]!).origin, segments, open, weight: literal * 2 + (open ? 0 : 1) }
}

/** Whether a normalised address, cut into its origin and path segments, fits the pattern. */
export function matchUrlPattern(pattern: UrlPattern, segments: readonly string[]): boolean {
  if (segments.length < pattern.segments.length) return false
  if (!pattern.open && segments.length > pattern.segments.length) return false
  return pattern.segments.every((segment, index) => segment === null || segment === segments[index])
}
