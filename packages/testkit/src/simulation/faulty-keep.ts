import { createMemoryKeep, type Keep } from '@firsthand/client'
import { breakKeep, type Breakage } from './breakages.ts'
import type { Dice } from './seeded.ts'
import type { Life } from './world.ts'

/** How a browser's storage does just now. */
export type StorageState = 'works' | 'slow' | 'throws' | 'silent'

/** The storage of one browser, which its pages share and which outlives them. */
export interface FaultyStorage {
  readonly state: StorageState
  /** Whether it has always worked. */
  readonly reliable: boolean
  change(state: StorageState): void
  /** As one page sees it. */
  openKeep(page: Life): Keep
  /** A page is gone: of what it was about to write, some beginning may still get through. */
  pageGone(page: Life): void
}

/** Makes a {@link FaultyStorage}. */
export function createFaultyStorage(dice: Dice, breakage: Breakage | undefined, story: (line: () => string) => void): FaultyStorage {
  const disk = breakKeep(createMemoryKeep(), breakage)
  const underWay = new Map<Life, (() => void)[]>()

  function openKeep(page: Life): Keep {
    const writes: (() => void)[] = []
    underWay.set(page, writes)

    function perform<Value>(label: string, run: () => Promise<Value>, isWrite: boolean): Promise<Value> {
      return new Promise((resolve, reject) => {
        const { state } = storage
        if (state === 'silent') return
        const apply = (): void => {
          writes.splice(writes.indexOf(apply), isWrite ? 1 : 0)
          if (storage.state === 'throws') return reject(new Error('The simulated storage refuses.'))
          run().then((value) => page.after(wait(state), `${label} done`, () => resolve(value)), reject)
        }
        if (isWrite) writes.push(apply)
        page.after(wait(state), label, apply)
      })
    }

    return {
      read: (scope) => perform('keep read', () => disk.read(scope), false),
      write: (scope, records, claim) => {
        const copy = Array.from(records)
        return perform(
          'keep write',
          () => {
            story(() => `${page.name} has kept ${JSON.stringify(copy)}${claim ? ` and claimed ${String(claim.value)}` : ''}`)
            return disk.write(scope, copy, claim)
          },
          true,
        )
      },
      spill(scope, records, claim) {
        if (storage.state === 'works' || storage.state === 'slow') void disk.write(scope, Array.from(records), claim)
      },
      wipe: (scope, held) =>
        perform(
          'keep wipe',
          () => {
            story(() => `${page.name} has wiped ${held ? String(held.value) : 'everything'}`)
            return disk.wipe(scope, held)
          },
          true,
        ),
    }
  }

  const wait = (state: StorageState): number => Math.floor(dice() * (state === 'slow' ? 4_000 : 30))

  const storage = {
    state: 'works' as StorageState,
    reliable: true,
    change(state: StorageState) {
      storage.state = state
      storage.reliable &&= state === 'works'
    },
    openKeep,
    pageGone(page: Life) {
      const writes = underWay.get(page) ?? []
      underWay.delete(page)
      const through = Math.floor(dice() * (writes.length + 1))
      for (const write of writes.slice(0, through)) write()
    },
  }
  return storage
}
