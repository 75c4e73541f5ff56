import type { Clock } from '../clock.ts'

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Lets time pass, timer by timer; after each, everything that waits on promises runs. */
  advance(ms: number): Promise<void>
  /** Timers that are set. */
  readonly timers: number
}

/** Makes a {@link FakeClock}. */
export function createFakeClock(start: number = Date.UTC(2026, 10, 2)): FakeClock {
  let now = start
  let count = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const next = (): [number, { at: number; run: () => void }] | undefined =>
    [...timers].sort(([a, one], [b, other]) => one.at - other.at || a - b)[0]
  return {
    now: () => now,
    after(ms, run) {
      const id = ++count
      timers.set(id, { at: now + ms, run })
      return () => timers.delete(id)
    },
    get timers() {
      return timers.size
    },
    async advance(ms) {
      const end = now + ms
      await settled()
      for (let due = next(); due && due[1].at <= end; due = next()) {
        timers.delete(due[0])
        now = Math.max(now, due[1].at)
        due[1].run()
        await settled()
      }
      now = end
    },
  }
}

/** Resolves when everything that waits on promises alone has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
