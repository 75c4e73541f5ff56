import type { Evidence, HeadlessPerson } from '@firsthand/testkit'

/** A span in which the system was broken: `performance.now()`. */
export interface Outage {
  from: number
  /** When it worked again. */
  until: number
}

/** What was said so long before an outage may have been under way when it began. */
const UNDER_WAY_MS = 1_000

/**
 * How long each person took to heal from an outage, from its beginning: until they were online again, everything they had said by the
 * time it worked again was acked, and everything said to them by then had reached them. Infinity for who never did.
 */
export function measureHealing(outage: Outage, people: readonly HeadlessPerson[], evidence: Evidence): number[] {
  const healed = new Map(people.map((person) => [person.id(), onlineAfter(person, outage)]))
  const byId = new Map(people.map((person) => [person.id(), person]))
  const reach = (id: string | null, at: number | null): void => {
    healed.set(id, Math.max(healed.get(id) ?? 0, at ?? Infinity))
  }
  const cids = new Map(evidence.rows.map((row) => [row.cid, row]))
  for (const author of people) {
    const pressed = author.pressedAt()
    for (const one of author.commands().values()) {
      const at = pressed.get(one.text ?? '') ?? one.firstSentAt
      const row = cids.get(one.cid)
      if (!row || at < outage.from - UNDER_WAY_MS || at > outage.until || (one.ackedAt !== null && one.ackedAt < outage.from)) continue
      reach(author.id(), one.ackedAt)
      for (const other of evidence.participants.get(row.conversation) ?? [])
        if (other !== author.id()) reach(other, byId.get(other)?.reachedAt(row.conversation, row.seq) ?? null)
    }
  }
  return [...healed.values()].map((at) => Math.max(0, at - outage.from))
}

/** When somebody was online again for the first time after an outage began; its beginning for who never noticed. */
function onlineAfter({ presence }: HeadlessPerson, { from }: Outage): number {
  const since = presence.filter((one) => one.at >= from)
  if (since.length === 0) return presence.at(-1)?.online ? from : Infinity
  return since.find((one) => one.online)?.at ?? Infinity
}
