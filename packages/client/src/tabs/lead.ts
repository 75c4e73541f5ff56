import type { Clock } from '../clock.ts'
import type { Tabs } from './tabs.ts'

/** A tab that leads and gives no sign for so long may be frozen: one that is looked at takes over. */
const SILENT_MS = 4_000
/** After so many silences one that nobody looks at takes over too: with all of them in the background, nobody else would. */
const SILENCES = 3

/** Whether it is this tab that sends. */
export interface Lead {
  readonly mine: boolean
  /** There is something to send and a way to send it: only then is the lead asked for, for a page that holds a lock is kept out of the back/forward cache. */
  want(is: boolean): void
  /** Whoever leads has just shown that it lives. */
  alive(): void
}

/** What a lead is made of. */
export interface LeadOptions {
  tabs: Tabs | null
  clock: Clock
  /** The lock of one identity. */
  name(): string
  /** Whether somebody looks at this tab. */
  visible(): boolean
  /** It is this tab's now, or no longer. */
  changed(): void
}

/** Makes a {@link Lead}: at most one tab of an identity has it, as far as the browser can tell. */
export function createLead({ tabs, clock, name, visible, changed }: LeadOptions): Lead {
  let state: 'idle' | 'waiting' | 'leading' = 'idle'
  let release: (() => void) | null = null
  let cancel = (): void => {}

  function become(next: typeof state, silences = 1): void {
    cancel()
    state = next
    if (state !== 'waiting') return
    cancel = clock.after(SILENT_MS, () => (visible() || silences === SILENCES ? claim(true) : become('waiting', silences + 1)))
  }

  function claim(steal: boolean): void {
    release?.()
    become('waiting')
    const held = (): void => {
      become('leading')
      changed()
    }
    const lost = (): void => {
      claim(false)
      changed()
    }
    release = tabs ? tabs.lock(name(), steal, { held, lost }) : null
    if (!release) held()
  }

  return {
    get mine() {
      return state === 'leading'
    },
    want(is) {
      if (is === (state !== 'idle')) return
      if (is) return claim(false)
      become('idle')
      release?.()
      release = null
    },
    alive() {
      if (state === 'waiting') become('waiting')
    },
  }
}
