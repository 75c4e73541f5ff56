import { success } from '@firsthand/protocol'
import { findAmendable } from '../find-amendable.ts'
import type { AppendRequest } from '../store.ts'
import type { Erasure } from './erasure.ts'

/**
 * The deletion of a message, as its author asks for it and as it is asked for again after a restore: the very same request, so that the
 * same cid makes the two one.
 */
export function createDeletion({ conversation, author, target, deletion }: Erasure): AppendRequest {
  return {
    conversation,
    author,
    cid: deletion,
    type: 'message-deleted',
    // The target's seq is known inside the transaction alone; `amends` is what a repetition is compared by.
    body: { target: 0 },
    amends: target,
    decide(view) {
      const found = findAmendable(view)
      if (!found.ok) return found
      return success({
        entries: [{ type: 'message-deleted', body: { target: found.value }, amends: found.value }],
        erase: found.value,
      })
    },
  }
}
