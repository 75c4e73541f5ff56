import type { Bus } from '../cluster/bus.ts'
import type { Fact } from '../cluster/fact.ts'

/** What stands in Redis's place between relays that are nothing but values. */
export interface LinkedBuses {
  /** A relay's bus. What it tells all others hear at once, as JSON makes of it. */
  join(relay: string): Bus
  /** From now on this relay is heard of no more, and hears nothing: killed, frozen or cut off. */
  cut(relay: string): void
  mend(relay: string): void
  /** Everything that was told, by whom. */
  told: { from: string; fact: Fact }[]
}

/** Makes {@link LinkedBuses}. */
export function linkBuses(): LinkedBuses {
  const listening = new Map<string, (fact: Fact, from: string) => void>()
  const cut = new Set<string>()
  const told: LinkedBuses['told'] = []
  return {
    told,
    join: (relay) => ({
      tell(fact) {
        if (cut.has(relay)) return
        const sent = JSON.stringify(fact)
        told.push({ from: relay, fact })
        for (const [other, take] of listening) if (other !== relay && !cut.has(other)) take(JSON.parse(sent) as Fact, relay)
      },
      listen: (take) => void listening.set(relay, take),
      flush: () => undefined,
    }),
    cut: (relay) => void cut.add(relay),
    mend: (relay) => void cut.delete(relay),
  }
}
