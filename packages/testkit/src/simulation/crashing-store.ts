import { failure, type Result } from '@firsthand/protocol'
import type { AppendRequest, Committed, Store } from '../../../relay/src/store/store.ts'
import { StoreError } from '../../../relay/src/store/store-error.ts'
import { breakStore, type Breakage } from './breakages.ts'
import type { Dice } from './seeded.ts'
import type { SimulatedDisk } from './simulated-disk.ts'
import type { Weather } from './weather.ts'
import type { Life } from './world.ts'

interface Asked {
  request: AppendRequest
  answer(result: Result<Committed>): void
}

/**
 * The store as one relay's process sees it. An append is under way, then committed, then answered, each at a moment of its own: who
 * crashes in between loses what was not committed, and keeps what was without ever having heard of it. Appends that arrive while a
 * commit runs share the next one.
 */
export function openCrashingStore(parts: {
  disk: SimulatedDisk
  life: Life
  dice: Dice
  weather: () => Weather
  breakage: Breakage | undefined
  committed(request: AppendRequest, result: Result<Committed>): void
}): Store {
  const { disk, life, dice, weather, breakage, committed } = parts
  const standing = (): Store => breakStore(disk.store, disk, breakage, (act) => life.after(300, 'late commit', act))
  const someTime = (): number => Math.floor(dice() * weather().delayMs)
  let waiting: Asked[] = []
  let committing = false

  function commitNext(): void {
    if (committing || waiting.length === 0) return
    committing = true
    life.after(someTime(), 'commit', () => void commit())
  }

  async function commit(): Promise<void> {
    const batch = waiting
    waiting = []
    const unavailable = failure('store-unavailable')
    const outcome = dice()
    const { storeFails, storeForgets } = weather()
    const results: Result<Committed>[] = []
    for (const { request } of batch) {
      const result = outcome < storeFails ? unavailable : await standing().append(request)
      committed(request, result)
      results.push(result)
    }
    const forgotten = dice() < storeForgets
    life.after(someTime(), 'committed', () => {
      batch.forEach(({ answer }, index) => answer(forgotten ? unavailable : results[index]!))
    })
    committing = false
    commitNext()
  }

  /** Everything else is read, or written, at one moment, and answered a little later. */
  const later =
    <Args extends unknown[], Value>(name: string, run: (store: Store, ...args: Args) => Promise<Value>) =>
    (...args: Args): Promise<Value> =>
      new Promise((resolve, reject) => {
        life.after(someTime(), name, () => {
          if (dice() < weather().storeFails) return reject(new StoreError('store-unavailable', 'The simulated database is away.'))
          run(standing(), ...args).then((value) => life.after(someTime(), `${name} done`, () => resolve(value)), reject)
        })
      })

  const store = disk.store
  const others = Object.fromEntries(
    Object.entries(store).flatMap(([name, member]) =>
      typeof member === 'function'
        ? [[name, later(name, (now, ...args: never[]) => (Reflect.get(now, name) as (...args: never[]) => Promise<unknown>)(...args))]]
        : [],
    ),
  )
  // Every method of the port, by its name: what is added to the port is simulated without a word here.
  return {
    ...(others as unknown as Store),
    epoch: store.epoch,
    append: (request) =>
      new Promise((resolve) => {
        waiting.push({ request, answer: resolve })
        commitNext()
      }),
  }
}
