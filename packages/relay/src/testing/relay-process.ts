// A relay in a process of its own, for what only a process can show: how it ends. Told by its arguments what its store shall hang at.
import { createRelay } from '../create-relay.ts'
import { endOnSignals } from '../operations/end-on-signals.ts'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import { WIRE_CONFIG } from './start-wire.ts'

const hangs = process.argv.slice(2)
const never = new Promise<never>(() => undefined)
const store = createMemoryStore()
const relay = await createRelay({
  config: { ...structuredClone(WIRE_CONFIG as never as object), logLevel: 'silent' },
  store: {
    ...store,
    append: (request) => (hangs.includes('append') ? never : store.append(request)),
    close: () => (hangs.includes('close') ? never : store.close()),
  },
})
endOnSignals(() => relay.close())
process.send?.(await relay.listen())
