import { LIMITS } from '@firsthand/protocol'
import { createMemory, openMemory, type Memory } from '../../../relay/src/store/memory/memory-store.ts'
import type { Erasure } from '../../../relay/src/store/restoring/erasure.ts'
import { guardErasures } from '../../../relay/src/store/restoring/guard-erasures.ts'
import { reapplyErasures } from '../../../relay/src/store/restoring/reapply-erasures.ts'
import type { Store } from '../../../relay/src/store/store.ts'

/** What outlives every relay: the committed state of one database, and the list of what was erased beside it. */
export interface SimulatedDisk {
  readonly memory: Memory
  readonly store: Store
  /** What a broken store remembers of entries it has shown. */
  readonly seen: Map<string, unknown>
  /** How often an earlier copy was put back, and how. */
  readonly restores: readonly ('restore' | 'files')[]
  /** Takes a backup. */
  copy(): void
  /** Puts the last backup in the place of what stands: as `restore` does, or by copying the files, which changes nothing else. */
  putBack(how: 'restore' | 'files'): Promise<void>
}

/** An empty database. */
export function createDisk(now: () => number): SimulatedDisk {
  const erased: Erasure[] = []
  const list = { add: (erasure: Erasure) => void erased.push(erasure), close: () => {} }
  let memory = createMemory(LIMITS.unreadCount)
  let store: Store
  let backup: Memory
  const restores: ('restore' | 'files')[] = []

  function open(): void {
    const { withheld } = memory.restores
    store = guardErasures(openMemory(memory, now), { list, withheld, report: () => {} })
  }
  open()
  backup = structuredClone(memory)

  return {
    get memory() {
      return memory
    },
    get store() {
      return store
    },
    restores,
    seen: new Map(),
    copy() {
      backup = structuredClone(memory)
    },
    async putBack(how) {
      restores.push(how)
      memory = structuredClone(backup)
      if (how === 'restore') {
        const restored = openMemory(memory, now)
        const { withheld } = await reapplyErasures(restored, each(erased))
        await restored.beginNewLife(withheld)
      }
      open()
    },
  }
}

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}
