import type { ConversationId, PersonId } from '@firsthand/protocol'
import type { Link } from '../link/link.ts'
import type { AckedSaid } from './acked.ts'

/** Those of one's own that a log lacks. */
export interface Missing {
  has(said: AckedSaid): boolean
  /** The whole conversation is. */
  gone: boolean
}

/** Reads a log back as far as one's own reached in it, and says what is no longer there; null where the relay cannot be asked just now. */
export async function findMissing(
  link: Link,
  conversation: ConversationId,
  held: readonly AckedSaid[],
  me: PersonId | null,
): Promise<Missing | null> {
  const seqs = held.map(({ acked }) => acked.seq)
  const lowest = Math.min(...seqs)
  const there = new Set<string>()
  // What stands in a restored log stands where it stood. What another device said again stands behind it, and is answered as the same.
  let before = Math.max(...seqs) + 1
  for (;;) {
    const page = await link.insist('conversation:sync', { conversation, before })
    if (!page.ok) return page.failure.code === 'conversation-not-found' ? { has: () => true, gone: true } : null
    for (const { cid, author } of page.value.entries) if (me === null || author === me) there.add(cid)
    before = page.value.entries[0]?.seq ?? 1
    if (!page.value.more || before <= lowest) return { has: ({ payload }) => !there.has(payload.cid), gone: false }
  }
}
