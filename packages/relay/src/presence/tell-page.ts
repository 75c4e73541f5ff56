import type { PersonId } from '@firsthand/protocol'
import { canSee } from '../access/can-see.ts'
import type { Ports } from '../ports.ts'

/** Tells the members who share a conversation with a visitor which page they are on now, or that they left. */
export async function tellPage(
  { store, directory, pages, fanOut }: Pick<Ports, 'store' | 'directory' | 'pages' | 'fanOut'>,
  person: PersonId,
): Promise<void> {
  const acquaintances = await store.readAcquaintances(person)
  const members = acquaintances.filter(
    (one) =>
      directory.findMemberById(one) !== undefined && canSee({ as: 'member', person: one }, { is: 'page', of: person, acquaintances }),
  )
  if (members.length > 0) fanOut.toPeople(members, 'page:visited', { person, page: pages.read(person) })
}
