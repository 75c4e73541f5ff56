/** Where a connection stands in its window of time. Two numbers, so that ten thousand idle connections cost nothing. */
export interface Pace {
  startedAt: number
  taken: number
}

/** What {@link takePace} answers. */
export type Paced = { state: 'go' } | { state: 'limited' | 'cut'; retryAfterMs: number }

const GO: Paced = { state: 'go' }

/** A connection's pace before its first command. */
export function createPace(): Pace {
  return { startedAt: Number.NEGATIVE_INFINITY, taken: 0 }
}

/** Counts one command: `limits.commands` within a window go, more are limited, and who goes on to five times that is cut. */
export function takePace(pace: Pace, now: number, limits: { commands: number; commandWindowMs: number }): Paced {
  if (now - pace.startedAt >= limits.commandWindowMs || now < pace.startedAt) {
    pace.startedAt = now
    pace.taken = 0
  }
  pace.taken += 1
  if (pace.taken <= limits.commands) return GO
  const state = pace.taken > limits.commands * 5 ? 'cut' : 'limited'
  return { state, retryAfterMs: pace.startedAt + limits.commandWindowMs - now }
}
