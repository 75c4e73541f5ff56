import type { Entry, Participant, PersonId } from '@firsthand/protocol'
import type { Delivery, EventItem, MessageItem, TimelineItem } from '../client.ts'
import { amendmentsOf } from '../outbox/outbox.ts'
import type { Replaced } from '../log/follow-log.ts'
import type { Outbox, OutboxItem } from '../outbox/outbox.ts'

/** What a timeline is drawn from. */
export interface TimelineSource {
  entries: readonly Entry[]
  /** What stood here before the relay turned out to have another log. */
  replaced: Replaced
  /** This conversation's part of the outbox. */
  outbox: Outbox
  participants: readonly Participant[]
  you: PersonId | null
  online: boolean
}

/**
 * The timeline: committed entries in the order of seq, then what is unsent in the order it was said. The committed entry
 * stands under the key of its local echo, so that it replaces it [P1]. Types of entry this version does not know are left out.
 */
export function buildTimeline({ entries, replaced, outbox, participants, you, online }: TimelineSource): TimelineItem[] {
  const others = participants.filter(({ person }) => person.id !== you)
  const reached = {
    delivered: Math.max(0, ...others.map((one) => one.delivered)),
    read: Math.max(0, ...others.map((one) => one.read)),
  }
  const own = new Set(entries.filter((entry) => entry.author === you).map((entry) => entry.cid))
  const committed = entries.flatMap((entry): TimelineItem[] => {
    if (entry.type === 'message') return [committedMessage(entry, entry.author === you)]
    return isEvent(entry) ? [eventOf(entry, you)] : []
  })
  const echoes = outbox.filter(({ said }) => said.command === 'message:send' && !own.has(said.payload.cid)).map(echoOf)
  const lost = lostFrom(replaced, entries, outbox)
  if (lost) committed.splice(committed.findLastIndex((item) => item.seq !== null && item.seq <= lost.seq) + 1, 0, lost)
  return [...committed, ...echoes].map((item) => (item.kind === 'message' && item.own ? withAmendments(item) : item))

  function committedMessage(entry: Entry & { type: 'message' }, isOwn: boolean): MessageItem {
    const { cid, seq, author, at, body, amendment } = entry
    const delivery: Delivery = isOwn ? deliveryAt(seq) : { state: 'sent' }
    // Another's cid is whatever they chose: only one's own names an item.
    const key = isOwn ? cid : String(seq)
    return { kind: 'message', key, cid, seq, author, own: isOwn, at, text: body?.text ?? null, edited: amendment !== undefined, delivery }
  }

  function echoOf(item: OutboxItem): MessageItem {
    const { cid, text } = item.said.payload as { cid: string; text: string }
    const ack = item.phase.state === 'acked' ? item.phase.ack : null
    const at = ack?.at ?? item.said.at
    return {
      kind: 'message',
      key: cid,
      cid,
      seq: ack?.seq ?? null,
      author: you,
      own: true,
      at,
      text,
      edited: false,
      delivery: deliveryOf(item),
    }
  }

  function deliveryAt(seq: number): Delivery {
    return { state: reached.read >= seq ? 'read' : reached.delivered >= seq ? 'delivered' : 'sent' }
  }

  function deliveryOf({ phase }: OutboxItem): Delivery {
    if (phase.state === 'acked') return deliveryAt(phase.ack.seq)
    if (phase.state === 'refused') return { state: 'not-sent', failure: phase.failure }
    return { state: online ? 'sending' : 'waiting' }
  }

  /** What waits to be done to a message shows at once. */
  function withAmendments(item: MessageItem): MessageItem {
    return amendmentsOf(outbox, item.cid).reduce<MessageItem>((shown, amendment) => {
      const text = amendment.said.command === 'message:edit' ? amendment.said.payload.text : null
      const delivery = amendment.phase.state === 'acked' ? shown.delivery : deliveryOf(amendment)
      return { ...shown, text, edited: true, delivery }
    }, item)
  }
}

/** One line for the messages that stood here and do not any more, behind the last entry that both logs have. What is said again is not lost. */
function lostFrom({ entries: before, shared }: Replaced, entries: readonly Entry[], outbox: Outbox): EventItem | null {
  const there = new Set([...entries.map(({ cid }) => cid), ...outbox.map(({ said }) => said.payload.cid)])
  const lost = before.filter(({ type, seq, cid, body }) => type === 'message' && body && seq > shared && !there.has(cid))
  const at = lost[0]?.at
  if (at === undefined) return null
  return { kind: 'event', key: 'lost', seq: shared, author: null, own: false, at, event: { type: 'messages-lost', count: lost.length } }
}

function isEvent(entry: Entry): entry is Entry & { type: 'status-changed' | 'name-given' } {
  return entry.type === 'status-changed' || entry.type === 'name-given'
}

function eventOf({ seq, author, at, type, body }: Entry & { type: 'status-changed' | 'name-given' }, you: PersonId | null): EventItem {
  return { kind: 'event', key: String(seq), seq, author, own: author === you, at, event: { type, ...body } as EventItem['event'] }
}
