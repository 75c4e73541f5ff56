import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** A database that has not answered by then counts as one that cannot write. */
const AT_MOST_MS = 2_000

/** Whoever asks again within so long gets the same answer: each check is a write, and anybody may ask. */
const FRESH_MS = 1_000

/** Builds the question whether the store can write now. It answers in time even where the database hangs, and never asks it twice at once. */
export function createStoreCheck({ store, clock }: { store: Pick<Store, 'checkHealth'>; clock: Clock }): () => Promise<boolean> {
  let latest: { at: number; writes: boolean } | undefined
  let underWay: Promise<boolean> | undefined

  const check = async (): Promise<boolean> => {
    const writes = await store.checkHealth().catch(() => false)
    latest = { at: clock.now(), writes }
    underWay = undefined
    return writes
  }

  return async () => {
    const age = latest ? clock.now() - latest.at : Infinity
    // A clock that was set back must not make an old answer fresh for as long.
    if (latest && age >= 0 && age < FRESH_MS) return latest.writes
    const { promise: tooLate, resolve } = Promise.withResolvers<boolean>()
    const cancel = clock.after(AT_MOST_MS, () => resolve(false))
    underWay ??= check()
    try {
      return await Promise.race([underWay, tooLate])
    } finally {
      cancel()
    }
  }
}
