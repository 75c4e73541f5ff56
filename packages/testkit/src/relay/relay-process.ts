// A relay in a process of its own, so that a test can kill it as power cuts and operators do. `startTestRelay` starts it.
import type { AddressInfo } from 'node:net'
import { createMemoryStore, createRelay, endOnSignals, type Assets, type RelayConfigInput } from '@firsthand/relay'

/** What the test tells it first. */
export interface RelayOrder {
  config: RelayConfigInput
  assets: Assets
  store: 'sqlite' | 'memory'
}

/** What a test asks of it later, and what it answers: a sign-in link. */
export interface LinkRequest {
  handle: string
}

process.once('message', (order: RelayOrder) => void run(order))

async function run({ config, assets, store }: RelayOrder): Promise<void> {
  try {
    const relay = await createRelay({ config, assets, ...(store === 'memory' ? { store: createMemoryStore() } : {}) })
    await relay.listen()
    process.on('message', ({ handle }: LinkRequest) => {
      void relay.createSignInLink(handle).then((link) => process.send?.({ link }))
    })
    endOnSignals(() => relay.close(), { withParent: true })
    process.send?.({ port: (relay.fastify.server.address() as AddressInfo).port })
  } catch (reason) {
    process.send?.({ error: reason instanceof Error ? reason.message : String(reason) })
    process.exit(1)
  }
}
