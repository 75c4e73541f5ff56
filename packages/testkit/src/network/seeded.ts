/** Chance that a number repeats: the same seed gives the same series. */
export interface Seeded {
  /** In [0, 1). */
  next(): number
  /** In [from, to). */
  between(from: number, to: number): number
  /** A whole number in [0, bound). */
  whole(bound: number): number
  /** One of several. */
  pick<Item>(items: readonly Item[]): Item
  /** A series of its own, so that what is drawn here disturbs nothing there. */
  branch(): Seeded
}

/** Makes a series of numbers from a seed (mulberry32: small, fast, and good enough to break networks with). */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    pick: (items) => items[whole(items.length)]!,
    branch: () => createSeeded(whole(2 ** 32)),
  }
}
