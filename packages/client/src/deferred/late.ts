import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'

/** Something whose code is still being loaded. */
export interface Late<Thing> {
  /** A signal of it: what `otherwise` says until it is there. */
  read<Value>(of: (thing: Thing) => ReadonlySignal<Value>, otherwise: () => Value): ReadonlySignal<Value>
  /** Acts on it as soon as it is there, in the order of asking. */
  act<Value>(act: (thing: Thing) => Value | Promise<Value>): Promise<Value>
  /** Null until it is there. */
  peek(): Thing | null
}

/** Stands for what a promise brings. Where the promise rejects, acts do. */
export function createLate<Thing>(coming: Promise<Thing>): Late<Thing> {
  const here = signal<Thing | null>(null)
  const arrived = coming.then((thing) => (here.value = thing))
  // Whoever acts hears of it; nobody else has to.
  arrived.catch(() => {})
  return {
    read: (of, otherwise) => computed(() => (here.value ? of(here.value).value : otherwise())),
    act: async (act) => act(here.peek() ?? (await arrived)),
    peek: () => here.peek(),
  }
}
