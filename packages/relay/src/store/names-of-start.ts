import type { PersonId, Role } from '@firsthand/protocol'
import type { StartRequest } from './store.ts'

/** Everybody who takes part from the beginning, the visitor under the id they go by. */
export function namesOfStart({ participants, visitor }: StartRequest, author: PersonId): Map<PersonId, Role> {
  return new Map(participants.map(({ person, role }) => [person === visitor?.id ? author : person, role]))
}
