import type { Clock } from '../clock.ts'

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Moves on, acting on what falls due on the way, in its order. */
  pass(ms: number): void
  /** How many acts wait. */
  waiting(): number
}

/** Makes a {@link FakeClock}. */
export function createFakeClock(start = 1_800_000_000_000): FakeClock {
  let now = start
  const waiting = new Set<{ due: number; act: () => void }>()
  return {
    now: () => now,
    after(ms, act) {
      const one = { due: now + ms, act }
      waiting.add(one)
      return () => void waiting.delete(one)
    },
    pass(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...waiting].filter((one) => one.due <= end).toSorted((one, other) => one.due - other.due)
        if (!next) break
        waiting.delete(next)
        now = Math.max(now, next.due)
        next.act()
      }
      now = end
    },
    waiting: () => waiting.size,
  }
}
