/** A number in [0, 1), the same ones in the same order for the same seed. */
export type Dice = () => number

/** Makes {@link Dice} (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of these, each as likely as the others. */
export function choose<Item>(dice: Dice, items: readonly Item[]): Item {
  return items[Math.floor(dice() * items.length)]!
}

/**
 * Lets ids, secrets and the machine's date come from the seed and the simulated clock while something runs. Client and relay make ids
 * of real randomness; a run that shall be the same each time may not have any.
 */
export async function withoutChance<Value>(dice: Dice, now: () => number, run: () => Promise<Value>): Promise<Value> {
  const { getRandomValues } = crypto
  const { now: today } = Date
  crypto.getRandomValues = <Into extends ArrayBufferView | null>(into: Into): Into => {
    if (into !== null) {
      const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
      for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(dice() * 256)
    }
    return into
  }
  Date.now = now
  try {
    return await run()
  } finally {
    crypto.getRandomValues = getRandomValues
    Date.now = today
  }
}
