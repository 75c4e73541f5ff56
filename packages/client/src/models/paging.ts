import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'

/** A list that is read page by page. */
export interface Paging {
  readonly state: ReadonlySignal<'none' | 'more' | 'loading' | 'failed'>
  load(): Promise<void>
}

/** Makes {@link Paging}: one page at a time, while there are more. `read` answers whether it succeeded. */
export function createPaging(more: () => boolean, read: () => Promise<boolean>): Paging {
  const phase = signal<'more' | 'loading' | 'failed'>('more')
  const state = computed(() => (more() ? phase.value : 'none'))
  return {
    state,
    async load() {
      if (state.value === 'none' || state.value === 'loading') return
      phase.value = 'loading'
      phase.value = (await read()) ? 'more' : 'failed'
    },
  }
}
