/** Time as the client needs it; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970 by this device. Measures spans; it orders nothing. */
  now(): number
  /** Calls back once, after so many milliseconds. Returns its cancel. */
  after(ms: number, run: () => void): () => void
}

/** The device's own clock. */
export const deviceClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
