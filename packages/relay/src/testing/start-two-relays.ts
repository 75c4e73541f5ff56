import type { RelayConfigInput } from '../config.ts'
import type { RelayOptions } from '../relay-options.ts'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import type { Store } from '../store/store.ts'
import { startWire, type Wire } from './start-wire.ts'

/** Two relays on one store, which each of them may close without the other's losing it. */
export interface TwoRelays {
  one: Wire
  other: Wire
  store: Store
  close(): Promise<void>
}

/** Starts two relays on one memory store; with `redis` they hear of each other, without they do not. */
export async function startTwoRelays(
  options: Partial<Omit<RelayOptions, 'config' | 'store'>> & {
    redis?: string
    config?: RelayConfigInput
    /** Makes of the store what both relays get. */
    adjust?: (store: Store) => Store
  } = {},
): Promise<TwoRelays> {
  const { redis, config, adjust = (store: Store): Store => store, ...rest } = options
  const store = adjust(createMemoryStore(options.clock ? { now: options.clock.now } : {}))
  // Where a relay has a Redis, its configuration names a Postgres; here the store given stands in its place.
  const together = redis === undefined ? {} : { redis, database: 'postgres://127.0.0.1/unused' }
  const start = (): Promise<Wire> =>
    startWire({ ...rest, store: { ...store, shared: true, close: async () => undefined }, config: { ...together, ...config } })
  const one = await start()
  const other = await start()
  return {
    one,
    other,
    store,
    async close() {
      await Promise.all([one.close(), other.close()])
      await store.close()
    },
  }
}
