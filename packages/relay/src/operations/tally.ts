import { Counter, Gauge, type Registry } from 'prom-client'

/** Counts by up to two labels. Adding is two look-ups and an addition; the text is made when somebody reads it. */
export interface Tally {
  add(by: number, first?: string, second?: string): void
}

/** What a tally is called where it is read. `falls`: it may go down, and so is a gauge. */
interface TallyText {
  name: string
  help: string
  labels: readonly string[]
  falls?: true
}

/** Makes a {@link Tally} and tells the registry of it. */
export function createTally(registry: Registry, { name, help, labels, falls }: TallyText): Tally {
  const counts = new Map<string, Map<string, number>>()
  const [one, two] = labels
  const read = (say: (at: Record<string, string>, count: number) => void): void => {
    for (const [first, bySecond] of counts) {
      for (const [second, count] of bySecond) say({ ...(one && { [one]: first }), ...(two && { [two]: second }) }, count)
    }
  }
  const text = { name, help, labelNames: [...labels], registers: [] }
  registry.registerMetric(
    falls
      ? new Gauge({
          ...text,
          collect() {
            read((at, count) => this.set(at, count))
          },
        })
      : new Counter({
          ...text,
          collect() {
            this.reset()
            read((at, count) => this.inc(at, count))
          },
        }),
  )
  return {
    add(by, first = '', second = '') {
      let bySecond = counts.get(first)
      if (!bySecond) counts.set(first, (bySecond = new Map<string, number>()))
      bySecond.set(second, (bySecond.get(second) ?? 0) + by)
    },
  }
}
