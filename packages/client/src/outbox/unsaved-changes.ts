import type { Change } from '../keep/keeper.ts'
import type { Outbox, OutboxItem, Said } from './outbox.ts'

/** What has to be written so that the storage, which holds one outbox, holds another; how acknowledged items are kept is not the outbox's to say. */
export function unsavedChanges(before: Outbox, after: Outbox): Change[] {
  const then = unacknowledged(before)
  const now = unacknowledged(after)
  return [
    ...[...then.keys()].filter((cid) => !now.has(cid)).map((cid) => [cid, undefined] as const),
    ...[...now].filter(([cid, said]) => then.get(cid) !== said),
  ]
}

function unacknowledged(items: Outbox): Map<string, Said> {
  return new Map(items.flatMap(({ said, phase }: OutboxItem) => (phase.state === 'acked' ? [] : [[said.payload.cid, said] as const])))
}
