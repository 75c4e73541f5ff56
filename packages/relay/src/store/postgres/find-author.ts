import { failure, success, type PersonId, type Result } from '@firsthand/protocol'
import type { AppendRequest } from '../store.ts'
import type { Known } from './known.ts'

/** Who writes: the person of the visitor's credential where that stands already, else whom the request names. */
export function findAuthor(known: Known, { author, start }: AppendRequest): Result<PersonId> {
  const visitor = start?.visitor
  if (!visitor || visitor.id !== author) return success(author)
  const credential = known.findCredential(visitor.credentialHash)
  if (!credential) return success(author)
  return credential.revoked ? failure('credential-revoked') : success(credential.person)
}
