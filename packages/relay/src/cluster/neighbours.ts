import type { Clock } from '../clock.ts'

/** A relay says so often that it is there. */
export const BEAT_MS = 5_000
/** A relay of which nothing was heard for so long is gone, and with it all that was known by it alone. */
export const SILENCE_MS = 20_000

/** The other relays, as far as they were heard of lately. */
export interface Neighbours {
  /** Something came from this relay. Answers whether it is new. */
  hear(relay: string): boolean
  /** It said that it ends. */
  leave(relay: string): void
  readonly count: number
  close(): void
}

/** Builds {@link Neighbours}. `beat` is called at each beat of one's own, `gone` when a neighbour fell silent. */
export function createNeighbours(parts: { clock: Clock; beat: () => void; gone: (relay: string) => void }): Neighbours {
  const { clock, beat, gone } = parts
  const heardAt = new Map<string, number>()
  let cancel = clock.after(BEAT_MS, tick)

  function tick(): void {
    for (const [relay, at] of heardAt) {
      if (clock.now() - at < SILENCE_MS) continue
      heardAt.delete(relay)
      gone(relay)
    }
    beat()
    cancel = clock.after(BEAT_MS, tick)
  }

  return {
    hear(relay) {
      const known = heardAt.has(relay)
      heardAt.set(relay, clock.now())
      return !known
    },
    leave: (relay) => void heardAt.delete(relay),
    get count() {
      return heardAt.size
    },
    close() {
      cancel()
      heardAt.clear()
    },
  }
}
