import type { Conversation, PersonId, SubjectCard } from '@firsthand/protocol'
import type { TimelinePerson } from '@firsthand/ui'

/** Everybody the timeline shows, by id: who takes part, and before that the owner of the card. */
export function readPeople(conversation: Conversation | null, card: SubjectCard | null, relay: string): Map<PersonId, TimelinePerson> {
  const people = new Map<PersonId, TimelinePerson>()
  for (const { person, role } of conversation?.participants ?? []) {
    people.set(person.id, { name: person.name, face: person.face && relay + person.face, role })
  }
  if (card) {
    const { id, name, faceData, face } = card.owner
    // The card carries the face itself: no second request.
    people.set(id, { name, face: faceData ?? (face && relay + face), role: 'owner' })
  }
  return people
}
