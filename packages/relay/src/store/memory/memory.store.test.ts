import { describeStore } from '../store.contract.ts'
import { createMemoryStore } from './memory-store.ts'

describeStore('memory', async (options) => createMemoryStore(options))
