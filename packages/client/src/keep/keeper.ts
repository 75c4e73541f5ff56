import { signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { Said } from '../outbox/outbox.ts'
import type { Clock } from '../clock.ts'
import type { Claim, Keep } from './keep.ts'

/** Storage that has not answered after so long counts as refused, until it does. */
const PATIENCE_MS = 3_000

/** What an identity kept. */
export interface Kept {
  secret: unknown
  said: Said[]
}

/** The records of one identity: its secret, where it has one, what it said and is not acknowledged, and for a while what is. */
export interface Keeper {
  /** `memory` while the storage fails: what could not be written is tried again with whatever is written next. */
  readonly storage: ReadonlySignal<'kept' | 'memory'>
  /** Reads what was kept; null where that fails. */
  load(): Promise<Kept | null>
  /**
   * Writes what was said and removes what is over, in one transaction with the secret, should none be kept yet.
   *
   * What could not be written before is written with it. `standing`: that secret was seen to be kept; where it is no more, nothing is written.
   *
   * @returns the secret that stands then, and what was written
   */
  save(changes: readonly Change[], secret: string | null, standing: boolean): Promise<{ stands: unknown; written: readonly Change[] }>
  /** Keeps the secret alone, unless another is kept already. Says which stands then; null where that fails. */
  claim(secret: string): Promise<{ stands: unknown } | null>
  /** These are about to be saved: should the page leave before, they spill. */
  owe(changes: readonly Change[]): void
  /** Whether something, or something about this cid, could not be written yet. */
  owes(cid?: string): boolean
  /** Another identity begins: what could not be written of the one before never is [P11]. */
  disown(): void
  /** What is kept belongs to somebody else: from now on in memory. */
  abandon(): void
  /** Removes everything, unless another identity has taken the place of this secret meanwhile. */
  wipe(secret: string | null): Promise<void>
  /** The page leaves: what the storage has not taken yet is put where a page that leaves still can. */
  spill(secret: string | null, standing: boolean): void
  /** Resolves once nothing is under way any more. */
  close(): Promise<void>
}

/** One change of what is kept: what was said under a cid, or that it is over. */
export type Change = readonly [cid: string, said: Said | undefined]

const SECRET = 'secret'
const SAID = 'said:'

/** What a keeper is made of. */
export interface KeeperOptions {
  keep: Keep | null
  scope: string
  clock: Clock
  /** A storage that was silent has answered after all. */
  answered(): void
}

/** Makes a {@link Keeper} over a storage port that may fail, or fall silent, at any time. */
export function createKeeper({ keep: given, scope, clock, answered }: KeeperOptions): Keeper {
  let keep = given
  const storage = signal<'kept' | 'memory'>(keep ? 'kept' : 'memory')
  // What the storage has not taken yet.
  const owed = new Map<string, Said | undefined>()
  // One after the other: what was said first is kept first.
  let turn: Promise<unknown> = Promise.resolve()
  // Its silence is waited for once, not at each message.
  let silent = false
  let asked = false
  let closed = false

  /** Runs one act of the storage; null where it fails or does not answer in time. */
  async function patiently<Value>(from: Keep, run: (keep: Keep) => Promise<Value>): Promise<{ value: Value } | null> {
    if (silent) return null
    let cancel = (): void => {}
    let late = false
    const patience = new Promise<null>((resolve) => {
      cancel = clock.after(PATIENCE_MS, () => {
        late = silent = true
        resolve(null)
      })
    })
    const acting = (async () => run(from))().then(
      (value) => ({ value }),
      () => null,
    )
    void acting.then(() => {
      if (!late) return
      silent = false
      if (!closed) answered()
    })
    const result = await Promise.race([acting, patience])
    cancel()
    if (!result) storage.value = 'memory'
    return result
  }

  function guard<Value>(run: (keep: Keep) => Promise<Value>): Promise<{ value: Value } | null> {
    const result = turn.then(() => (keep ? patiently(keep, run) : null))
    turn = result
    return result
  }

  function owe(changes: readonly Change[]): void {
    if (keep) for (const [cid, said] of changes) owed.set(cid, said)
  }

  const claimOf = (secret: string | null, standing = false): Claim | undefined =>
    secret === null ? undefined : { key: SECRET, value: secret, ...(standing && { standing }) }

  return {
    storage,
    async load() {
      const read = await guard((from) => from.read(scope))
      if (!read) return null
      if (owed.size === 0) storage.value = 'kept'
      // Of what is owed, the storage holds what it was before: an older wording, or one that is over.
      const said = [...read.value].flatMap(([key, value]) =>
        key.startsWith(SAID) && !owed.has(key.slice(SAID.length)) ? [value as Said] : [],
      )
      return { secret: read.value.get(SECRET), said }
    },
    owe,
    async claim(secret) {
      const claimed = await guard((to) => to.write(scope, [], claimOf(secret)))
      return claimed && { stands: claimed.value }
    },
    async save(changes, secret, standing) {
      owe(changes)
      const written = await guard(async (to) => {
        const records = [...owed]
        const stands = await to.write(scope, recordsOf(records), claimOf(secret, standing))
        for (const [cid, said] of records) if (owed.get(cid) === said) owed.delete(cid)
        storage.value = 'kept'
        if (!asked) to.persist?.()
        asked = true
        return { stands, written: records }
      })
      return written ? written.value : { stands: secret, written: [] }
    },
    owes: (cid) => (cid === undefined ? owed.size > 0 : owed.has(cid)),
    disown: () => owed.clear(),
    abandon() {
      keep = null
      owed.clear()
      storage.value = 'memory'
    },
    async wipe(secret) {
      owed.clear()
      await guard((to) => to.wipe(scope, claimOf(secret)))
    },
    spill(secret, standing) {
      if (owed.size > 0) keep?.spill?.(scope, recordsOf([...owed]), claimOf(secret, standing))
    },
    async close() {
      closed = true
      await turn
    },
  }
}

function recordsOf(changes: readonly Change[]): (readonly [key: string, said: Said | undefined])[] {
  return changes.map(([cid, said]) => [SAID + cid, said])
}
