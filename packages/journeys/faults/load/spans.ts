import type { Evidence, HeadlessPerson } from '@firsthand/testkit'

/** From the key to the ack, of everything that was said between two moments; milliseconds, Infinity for what never was. */
export function ackSpans(people: readonly HeadlessPerson[], from: number, until: number): number[] {
  return people.flatMap((person) => {
    const pressed = person.pressedAt()
    return [...person.commands().values()].flatMap(({ text, firstSentAt, ackedAt }) => {
      const at = pressed.get(text ?? '') ?? firstSentAt
      return at >= from && at < until ? [(ackedAt ?? Infinity) - at] : []
    })
  })
}

/** From the ack to the moment the other side knew of it, of everything that was acked between two moments; milliseconds. */
export function reachSpans(people: readonly HeadlessPerson[], evidence: Evidence, from: number, until: number): number[] {
  const byId = new Map(people.map((person) => [person.id(), person]))
  return people.flatMap((author) =>
    [...author.commands().values()].flatMap(({ conversation, seq, ackedAt }) => {
      if (ackedAt === null || seq === null || ackedAt < from || ackedAt >= until) return []
      const others = [...(evidence.participants.get(conversation) ?? [])].filter((id) => id !== author.id())
      return others.map((id) => Math.max(0, (byId.get(id)?.reachedAt(conversation, seq) ?? Infinity) - ackedAt))
    }),
  )
}

/** When the first ack after a moment came, from that moment; milliseconds. */
export function firstAckAfter(people: readonly HeadlessPerson[], moment: number): number {
  const acks = people.flatMap((person) => [...person.commands().values()].map((one) => one.ackedAt ?? Infinity))
  return acks.reduce((first, at) => (at >= moment && at < first ? at : first), Infinity) - moment
}
