/** Time, as the relay sees it. Only the relay's clock orders anything; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Acts once after so many milliseconds, and returns what takes it back. A waiting act never keeps the process alive. */
  after(ms: number, act: () => void): () => void
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
