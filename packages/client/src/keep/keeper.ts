import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Said } from '../outbox/outbox.ts'
import type { Clock } from '../clock.ts'
import type { Claim, Keep } from './keep.ts'

/** Storage that has not answered after so long counts as refused. */
const PATIENCE_MS = 3_000

/** The records of one identity: its secret, where it has one, and what it said and the relay has not acknowledged. */
export interface Keeper {
  /** `memory` once the storage failed. */
  readonly storage: ReadonlySignal<'kept' | 'memory'>
  /** Reads what was kept; empty where that fails. */
  load(): Promise<{ secret: unknown; said: Said[] }>
  /**
   * Writes what was said and removes what is over, in one transaction with the secret, should none be kept yet.
   *
   * @returns the secret that stands then
   */
  save(changes: Iterable<readonly [cid: string, said: Said | undefined]>, secret: string | null): Promise<unknown>
  /** Removes everything, unless another identity has taken the place of this secret meanwhile. */
  wipe(secret: string | null): Promise<void>
  /** Resolves once nothing is under way any more. */
  close(): Promise<void>
}

const SECRET = 'secret'
const SAID = 'said:'

/** Makes a {@link Keeper} over a storage port that may fail at any time. */
export function createKeeper(keep: Keep | null, scope: string, clock: Clock): Keeper {
  const storage = signal<'kept' | 'memory'>(keep ? 'kept' : 'memory')
  // One after the other: what was said first is kept first.
  let turn: Promise<unknown> = Promise.resolve()

  async function patiently<Value>(run: (keep: Keep) => Promise<Value>, otherwise: Value): Promise<Value> {
    let cancel = (): void => {}
    const patience = new Promise<never>((_, reject) => (cancel = clock.after(PATIENCE_MS, () => reject(new Error('storage is silent')))))
    try {
      return await Promise.race([run(keep!), patience])
    } catch {
      storage.value = 'memory'
      return otherwise
    } finally {
      cancel()
    }
  }

  function guard<Value>(run: (keep: Keep) => Promise<Value>, otherwise: Value): Promise<Value> {
    if (!keep) return Promise.resolve(otherwise)
    const result = turn.then(() => patiently(run, otherwise))
    turn = result
    return result
  }

  const claimOf = (secret: string | null): Claim | undefined => (secret === null ? undefined : { key: SECRET, value: secret })

  return {
    storage,
    async load() {
      const kept = await guard((from) => from.read(scope), new Map<string, unknown>())
      return {
        secret: kept.get(SECRET),
        said: [...kept].flatMap(([key, value]) => (key.startsWith(SAID) ? [value as Said] : [])),
      }
    },
    save: (changes, secret) =>
      guard(
        (to) =>
          to.write(
            scope,
            [...changes].map(([cid, said]) => [SAID + cid, said] as const),
            claimOf(secret),
          ),
        secret,
      ),
    wipe: (secret) => guard((to) => to.wipe(scope, claimOf(secret)), undefined),
    close: async () => void (await turn),
  }
}
