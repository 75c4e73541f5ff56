/** One thing that was measured or counted, against what was promised. */
export interface Figure {
  name: string
  measured: string
  target: string
  verdict: 'kept' | 'missed' | 'reported'
  /** Spans depend on the machine: they are held in a full run, and only reported in the short form. */
  timed: boolean
}

/** A count that must be this. */
export function exactly(name: string, found: number, due: number): Figure {
  return { name, measured: String(found), target: String(due), verdict: found === due ? 'kept' : 'missed', timed: false }
}

/** A count or size that must be at least this. */
export function atLeast(name: string, found: number, due: number): Figure {
  return { name, measured: String(found), target: `≥ ${due}`, verdict: found >= due ? 'kept' : 'missed', timed: false }
}

/** A span that must be no longer than this, in milliseconds. */
export function within(name: string, ms: number, atMostMs: number): Figure {
  return { name, measured: span(ms), target: `≤ ${span(atMostMs)}`, verdict: ms <= atMostMs ? 'kept' : 'missed', timed: true }
}

/** Something that nothing hangs on, and that tells how hard the experiment was. */
export function reported(name: string, measured: string | number): Figure {
  return { name, measured: String(measured), target: '', verdict: 'reported', timed: false }
}

/** The value below which this share of the values lies; NaN without any, which keeps no promise. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

function span(ms: number): string {
  if (!Number.isFinite(ms)) return 'never'
  return ms < 1_000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${Number((ms / 1_000).toFixed(ms < 10_000 ? 2 : 1))} s`
}
