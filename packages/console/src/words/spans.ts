const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span in words, in its largest unit: "5 min", "3 hr", "2 days". Null under a minute: call that "just now". */
export function formatSpan(ms: number, locale: string | undefined, display: 'short' | 'long' = 'short'): string | null {
  if (ms < MINUTE) return null
  const [unit, size] = ms < HOUR ? (['minute', MINUTE] as const) : ms < DAY ? (['hour', HOUR] as const) : (['day', DAY] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: display }).format(Math.floor(ms / size))
}

/** A moment as a list shows it: the time today, the weekday within the week, otherwise the date. In the reader's own zone. */
export function formatMoment(at: number, now: number, locale: string | undefined): string {
  const [day, today] = [new Date(at).toDateString(), new Date(now).toDateString()]
  if (day === today) return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at)
  if (now - at < 6 * DAY) return new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(at)
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
}

/** A moment in full, for tooltips and facts. */
export function formatFully(at: number, locale: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}
