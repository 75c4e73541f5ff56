import { StoreError } from '../store-error.ts'
import type { Store } from '../store.ts'
import { createDeletion } from './create-deletion.ts'
import { nameErased, type Erasure } from './erasure.ts'

/** What came of asking for every erasure again. */
export interface Reapplied {
  /** Stood in the database with its text, and does no more. */
  erased: number
  /** Had no text in the database already. */
  standing: number
  /** Not in the database: to be withheld when somebody says it again. */
  withheld: Erasure[]
}

/** So many are asked for together, to share commits. */
const BATCH = 200

/**
 * Asks for each deletion of a list again, under the cid it had: what stood with its text loses it, what lost it already is not touched. It is the
 * decision of the command itself, so a line that should never have been written erases nothing that its author could not.
 */
export async function reapplyErasures(store: Store, erasures: AsyncIterable<Erasure> | Iterable<Erasure>): Promise<Reapplied> {
  const result: Reapplied = { erased: 0, standing: 0, withheld: [] }
  const seen = new Set<string>()
  let batch: Erasure[] = []
  const flush = async (): Promise<void> => {
    const outcomes = await Promise.all(batch.map((erasure) => reapply(store, erasure)))
    outcomes.forEach((outcome, index) => {
      if (outcome === 'absent') result.withheld.push(batch[index]!)
      else result[outcome] += 1
    })
    batch = []
  }
  for await (const erasure of erasures) {
    const name = nameErased(erasure.conversation, erasure.author, erasure.target)
    if (seen.has(name)) continue
    seen.add(name)
    batch.push(erasure)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return result
}

async function reapply(store: Store, erasure: Erasure): Promise<'erased' | 'standing' | 'absent'> {
  const outcome = await store.append(createDeletion(erasure))
  if (outcome.ok) return outcome.value.entries.length > 0 ? 'erased' : 'standing'
  const { code } = outcome.failure
  if (code === 'message-not-found' || code === 'conversation-not-found') return 'absent'
  // Deleted under another cid, or the cid was used for something else by a client that makes them badly: the author asked for no more.
  if (code === 'message-deleted' || code === 'cid-conflict') return 'standing'
  throw new StoreError('store-unavailable', `An erasure could not be applied again: ${outcome.failure.message}`)
}
