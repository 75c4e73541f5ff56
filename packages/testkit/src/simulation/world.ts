import type { Scheduler } from 'fast-check'

/** Everything happens at multiples of this, so that much of it happens at the same moment and the scheduler has an order to choose. */
export const GRAIN_MS = 10

/** When the simulated world begins. */
const BEGINNING = Date.UTC(2026, 10, 2, 9)

/** Simulated time, and what is going to happen in it. */
export interface World {
  /** The true time, ms since 1970. */
  now(): number
  /** Something that can be frozen and can end, and what it was about to do with it: a page, a relay's process, the network. */
  begin(name: string): Life
  /** Lets so much time pass. What is due at the same moment happens in the scheduler's order; behind each, all promises run dry. */
  pass(ms: number): Promise<void>
  /** Lets everything run that waits for promises alone. */
  settle(): Promise<void>
  /** What was thrown where nobody could catch it. */
  readonly thrown: unknown[]
  /** How much happened so far. */
  readonly happened: number
  /** What is still going to happen to those who live. */
  pending(): string[]
}

/** See {@link World.begin}. */
export interface Life {
  readonly name: string
  readonly over: boolean
  /** Acts once after so long, unless this life is over by then. Returns what takes it back. */
  after(ms: number, label: string, act: () => void): () => void
  /** Acts at that moment, or at once where it has passed. */
  at(moment: number, label: string, act: () => void): () => void
  /** Until the thaw nothing happens. */
  freeze(): void
  thaw(): void
  end(): void
}

interface Act {
  at: number
  life: string
  label: string
  run(): void
  over: boolean
}

/** Makes a {@link World}. */
export function createWorld(scheduler: Scheduler): World {
  const thrown: unknown[] = []
  // In rising order of time.
  const future: Act[] = []
  let now = BEGINNING
  let happened = 0
  let awake = false

  function insert(act: Act): void {
    if (awake && act.at <= now) return handOver(act)
    let low = 0
    let high = future.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (future[middle]!.at <= act.at) low = middle + 1
      else high = middle
    }
    future.splice(low, 0, act)
  }

  function handOver(act: Act): void {
    void scheduler.schedule(Promise.resolve(), act.label).then(() => {
      if (act.over) return
      act.over = true
      happened++
      try {
        act.run()
      } catch (error) {
        thrown.push(error)
      }
    })
  }

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    now: () => now,
    thrown,
    settle,
    get happened() {
      return happened
    },
    pending: () => future.flatMap(({ over, life, label }) => (over ? [] : [`${life}: ${label}`])),
    begin(name) {
      const own = new Set<Act>()
      let held: Act[] | null = null
      let over = false
      const life: Life = {
        name,
        get over() {
          return over
        },
        after: (ms, label, run) => life.at(now + ms, label, run),
        at(moment, label, run) {
          if (over) return () => {}
          const act: Act = {
            at: Math.max(now, Math.ceil(moment / GRAIN_MS) * GRAIN_MS),
            life: name,
            label,
            over: false,
            run() {
              if (held) {
                act.over = false
                held.push(act)
                return
              }
              own.delete(act)
              run()
            },
          }
          own.add(act)
          insert(act)
          return () => {
            act.over = true
            own.delete(act)
          }
        },
        freeze() {
          held ??= []
        },
        thaw() {
          const acts = held ?? []
          held = null
          for (const act of acts) if (!act.over) insert(Object.assign(act, { at: now }))
        },
        end() {
          over = true
          for (const act of own) act.over = true
          own.clear()
        },
      }
      return life
    },
    async pass(ms) {
      const end = now + ms
      await settle()
      awake = true
      for (;;) {
        while (future[0]?.over) future.shift()
        const next = future[0]
        if (!next || next.at > end) break
        now = Math.max(now, next.at)
        while (future[0] && future[0].at <= now) {
          const act = future.shift()!
          if (!act.over) handOver(act)
        }
        while (scheduler.count() > 0) {
          await scheduler.waitNext(1)
          await settle()
        }
      }
      awake = false
      now = end
    },
  }
}

/** The clock of something that lives, off by so many milliseconds. A client's and a relay's port alike. */
export function clockOf(world: World, life: Life, skew: () => number): { now(): number; after(ms: number, act: () => void): () => void } {
  return { now: () => world.now() + skew(), after: (ms, act) => life.after(ms, 'timer', act) }
}
