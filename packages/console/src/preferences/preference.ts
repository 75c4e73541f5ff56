import { signal, type ReadonlySignal } from '@preact/signals'

/** A yes-or-no choice that this browser remembers. */
export interface Preference {
  readonly chosen: ReadonlySignal<boolean>
  choose(value: boolean): void
}

/** Keeps a choice where the browser lets it be kept; where it does not, for as long as the page stands. */
export function createPreference(storage: Pick<Storage, 'getItem' | 'setItem'> | null, name: string, standard: boolean): Preference {
  const key = `firsthand:console:${name}`
  const chosen = signal(readKept(storage, key) ?? standard)
  return {
    chosen,
    choose(value) {
      chosen.value = value
      try {
        storage?.setItem(key, value ? 'yes' : 'no')
      } catch {
        // A full or forbidden storage costs the memory of the choice, not the choice.
      }
    },
  }
}

function readKept(storage: Pick<Storage, 'getItem'> | null, key: string): boolean | null {
  try {
    const kept = storage?.getItem(key)
    return kept === 'yes' ? true : kept === 'no' ? false : null
  } catch {
    return null
  }
}
