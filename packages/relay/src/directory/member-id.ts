import type { PersonId } from '@firsthand/protocol'
import { hashId } from './hash-id.ts'

/** The id of the member with this handle. It follows from the handle alone, so it survives a new database and a rename of the person. */
export function memberId(handle: string): PersonId {
  return hashId(`member:${handle}`)
}
