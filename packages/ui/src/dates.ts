const made = new Map<string, Intl.DateTimeFormat>()

// Formatters are slow to make and quick to use.
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let found = made.get(key)
  if (!found) made.set(key, (found = new Intl.DateTimeFormat(inReadersRegion(locale), options)))
  return found
}

/** A language as the reader's own region writes it: who reads English in London wants 18:05, not 6:05 PM. */
function inReadersRegion(locale: string): string {
  return navigator.languages?.find((wish) => wish.startsWith(`${locale}-`)) ?? locale
}

/** The clock time of a moment, in the reader's zone: `10:42`. */
export function timeOf(at: number, locale: string): string {
  return formatter(locale, { timeStyle: 'short' }).format(at)
}

/** Day and time in full, for a tooltip or a screen reader. */
export function momentOf(at: number, locale: string): string {
  return formatter(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at)
}

/** Names the day of a moment in the reader's zone, so that two moments of one day are equal. */
export function dayKey(at: number): string {
  return new Date(at).toDateString()
}

/** A day as a line over it: Today, Yesterday, Monday (within a week), else the date, with the year where it is another one. */
export function dayOf(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000)
  const text =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
      : days < 0 && days > -7
        ? formatter(locale, { weekday: 'long' }).format(at)
        : formatter(locale, {
            weekday: 'short',
            day: 'numeric',
            month: 'long',
            ...(new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
          }).format(at)
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

/** Short, for a list: the time today, the weekday within a week, else day and month. */
export function shortDayOf(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days <= 0) return timeOf(at, locale)
  return formatter(locale, days < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short' }).format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
