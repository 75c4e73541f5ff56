const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span in words, in its largest unit: "5 min", "3 hr", "2 days". Null under a minute: call that "just now". */
export function formatSpan(ms: number, locale: string | undefined, display: 'short' | 'long' = 'short'): string | null {
  if (ms < MINUTE) return null
  const [unit, size] = ms < HOUR ? (['minute', MINUTE] as const) : ms < DAY ? (['hour', HOUR] as const) : (['day', DAY] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: display }).format(Math.floor(ms / size))
}
