/** What a span is counted in. */
export type SpanUnit = 'minute' | 'hour' | 'day'

/** A span in words, such as `3 hours`. */
export function span(locale: string, amount: number, unit: SpanUnit): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

/** A span ahead, in the case the language wants: `in 2 Tagen`. */
export function spanAhead(locale: string, amount: number, unit: SpanUnit): string {
  return new Intl.RelativeTimeFormat(locale).format(amount, unit)
}

/** Rounds a span up to what one would say: five-minute steps, then hours, then days. */
export function roundSpan(ms: number): [amount: number, unit: SpanUnit] {
  const minutes = Math.max(5, Math.ceil(ms / 300_000) * 5)
  if (minutes < 60) return [minutes, 'minute']
  const hours = Math.ceil(minutes / 60)
  return hours < 24 ? [hours, 'hour'] : [Math.ceil(hours / 24), 'day']
}
