import { failure, success, type Result } from '@firsthand/protocol'
import type { AppendRequest, AppendView, Committed, Decision, Store } from '../store.ts'
import { createDeletion } from './create-deletion.ts'
import { nameErased, type Erasure } from './erasure.ts'
import type { ErasureList } from './erasure-list.ts'

/** What keeps erased text from coming back. */
export interface ErasureGuards {
  /** Every erasure is written down here before it is committed. */
  list?: ErasureList
  /** What was erased and is not in the database since it was restored: said again, it comes without its text. */
  withheld: readonly Erasure[]
  /** What went wrong with the list, for the log. */
  report: (cause: unknown) => void
}

/** When to try again where the list cannot be written. */
const RETRY_AFTER_MS = 1_000

/** A store whose erasures outlive it. It closes the list along. */
export function guardErasures(store: Store, { list, withheld, report }: ErasureGuards): Store {
  const gone = new Map(withheld.map((erasure) => [nameErased(erasure.conversation, erasure.author, erasure.target), erasure]))

  /**
   * The line is written when it is certain that the erasure can be done and before it is committed. That is inside the transaction, and waits for
   * the disk there: people delete seldom, and what one sender says keeps its order.
   */
  const listed = (request: AppendRequest): AppendRequest => {
    const { conversation, author, amends: target, cid: deletion, decide } = request
    if (!list || target === undefined || request.type !== 'message-deleted') return request
    return {
      ...request,
      decide(view) {
        const decided = decide(view)
        if (!decided.ok || decided.value.erase === undefined) return decided
        try {
          list.add({ conversation, author, target, deletion })
          return decided
        } catch (cause) {
          report(cause)
          return failure('store-unavailable', { retryAfterMs: RETRY_AFTER_MS })
        }
      },
    }
  }

  const append = (request: AppendRequest): Promise<Result<Committed>> => {
    const erasure =
      gone.size > 0 && request.type === 'message' ? gone.get(nameErased(request.conversation, request.author, request.cid)) : undefined
    return erasure ? appendErased(store, request, erasure) : store.append(listed(request))
  }

  return {
    ...store,
    get epoch() {
      return store.epoch
    },
    append,
    async close() {
      await store.close()
      list?.close()
    },
  }
}

/**
 * Takes an erased message back into its place without a word of it, and its deletion right behind it. Where the process ends between the two, the
 * next try makes up for it: both have the cids they always had.
 */
async function appendErased(store: Store, request: AppendRequest, erasure: Erasure): Promise<Result<Committed>> {
  const message = await store.append({ ...request, body: { text: '' }, decide: (view) => withoutText(request, view) })
  if (!message.ok) return message
  const deletion = await store.append(createDeletion(erasure))
  const entries = [...message.value.entries, ...(deletion.ok ? deletion.value.entries : [])]
  return success({ ...message.value, entries, erased: true })
}

function withoutText(request: AppendRequest, view: AppendView): Result<Decision> {
  const decided = request.decide(view)
  if (!decided.ok) return decided
  const entries = decided.value.entries.map((entry) => (entry.type === 'message' ? { ...entry, body: { text: '' } } : entry))
  return success({ ...decided.value, entries })
}
