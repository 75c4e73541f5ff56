import type { ConversationId, LogCursor } from '@firsthand/protocol'
import type { AckedAt, Said } from './outbox.ts'

/** Something said that the relay has committed. */
export type AckedSaid = Said & { acked: AckedAt }

/** Kept so long, should the relay turn out to have lost it: a restored backup is seldom older. */
const KEPT_MS = 7 * 24 * 3_600_000
/** The newest so many are kept. */
const KEPT_MOST = 500

/** Whether it was committed. */
export function isAcked(said: Said): said is AckedSaid {
  return said.acked !== undefined
}

/** Those that need not be kept any longer: too old, too many, or their text is gone or replaced for good. */
export function outlived(acked: readonly AckedSaid[], now: number): AckedSaid[] {
  const newestFirst = [...acked].sort((a, b) => b.acked.at - a.acked.at || b.order - a.order)
  const replaced = new Set<AckedSaid>()
  for (const { command, payload, order } of newestFirst) {
    if (!('target' in payload)) continue
    for (const one of newestFirst) {
      if (one.order >= order) continue
      const same = 'target' in one.payload && one.payload.target === payload.target
      // The first words of an edited message stay: under its cid the relay knows it by them.
      if (same || (command === 'message:delete' && one.payload.cid === payload.target)) replaced.add(one)
    }
  }
  return newestFirst.filter((one, place) => place >= KEPT_MOST || now - one.acked.at > KEPT_MS || replaced.has(one))
}

/** Where the newest of each conversation stands: what the relay says of these cursors tells whether it has lost anything. */
export function cursorsOf(acked: Iterable<AckedSaid>): LogCursor[] {
  const newest = new Map<ConversationId, AckedSaid>()
  for (const said of acked) {
    const { conversation } = said.payload
    if ((newest.get(conversation)?.acked.seq ?? 0) < said.acked.seq) newest.set(conversation, said)
  }
  return [...newest.values()]
    .sort((a, b) => b.acked.at - a.acked.at)
    .map(({ payload, acked: { seq, epoch } }) => ({ conversation: payload.conversation, epoch, seq, cid: payload.cid }))
}
