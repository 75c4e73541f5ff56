import { createId, LIMITS } from '@firsthand/protocol'
import { createMemory, openMemory, type Memory } from '../../../relay/src/store/memory/memory-store.ts'
import type { Store } from '../../../relay/src/store/store.ts'

/** What outlives every relay: the committed state of one database. */
export interface SimulatedDisk {
  readonly memory: Memory
  readonly store: Store
  /** What a broken store remembers of entries it has shown. */
  readonly seen: Map<string, unknown>
  /** As it stands now, for a restore. */
  copy(): Memory
  /** Puts an earlier copy in the place of what stands: by `restore` under a new epoch, or by copying the files, which says nothing. */
  putBack(copy: Memory, how: 'restore' | 'files'): void
}

/** An empty database. */
export function createDisk(now: () => number): SimulatedDisk {
  let memory = createMemory(LIMITS.unreadCount)
  let store = openMemory(memory, now)
  return {
    get memory() {
      return memory
    },
    get store() {
      return store
    },
    seen: new Map(),
    copy: () => structuredClone(memory),
    putBack(copy, how) {
      memory = structuredClone(copy)
      if (how === 'restore') memory.epoch = createId()
      store = openMemory(memory, now)
    },
  }
}
