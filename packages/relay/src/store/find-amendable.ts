import { failure, success, type Result } from '@firsthand/protocol'
import type { AppendView } from './store.ts'

/** The seq of the message that shall be amended: one's own, a message, and not deleted. */
export function findAmendable({ target }: AppendView): Result<number> {
  if (target?.type !== 'message') return failure('message-not-found', { at: '/target' })
  return target.deleted ? failure('message-deleted', { at: '/target' }) : success(target.seq)
}
