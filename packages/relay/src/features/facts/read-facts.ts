import { failure, success, type Person, type PersonFacts, type PersonId, type Result } from '@firsthand/protocol'
import { Type } from 'typebox'
import { canSee } from '../../access/can-see.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'
import type { Ports } from '../../ports.ts'

/** What is kept of a person: one read, whoever of the two sides asks. */
export const readFacts = defineCommand({
  name: 'facts:read',
  schema: Type.Object({ person: Type.Optional(Id) }, exact),
  access: 'anyone',
  async run({ caller, payload, ports }) {
    const of = payload.person ?? caller.person
    // Those of whom is looked at: a visitor has a few conversations, a member thousands.
    const acquaintances = of === caller.person || caller.as !== 'member' ? [] : await ports.store.readAcquaintances(of)
    if (!canSee(caller, { is: 'facts', of, acquaintances })) return failure('person-not-found')
    return collectFacts(ports, of)
  },
})

/** Everything the relay keeps of a person. Of a visitor who has sent nothing yet that is nothing but the page they look at. */
async function collectFacts({ store, pages }: Ports, of: PersonId): Promise<Result<PersonFacts>> {
  const [stored, kept] = await Promise.all([store.readPerson(of), store.readPersonFacts(of)])
  const person: Person = stored
    ? { id: stored.id, kind: stored.kind, name: stored.name, title: stored.title, face: stored.face }
    : { id: of, kind: 'anonymous', name: null, title: null, face: null }
  return success({
    person,
    firstMessageAt: kept?.firstMessageAt ?? null,
    locale: kept?.locale ?? null,
    page: pages.read(of),
    conversations: kept?.conversations ?? 0,
  })
}
