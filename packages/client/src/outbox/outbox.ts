import type { AppendCommandName, Appended, Failure, Payload, Result } from '@firsthand/protocol'
import { backoffMs } from '../link/backoff.ts'

/** One thing said, as it is kept: everything that a retry after a crash needs. */
export type Said = {
  [Name in AppendCommandName]: {
    command: Name
    payload: Payload<Name>
    /** Its place among what this identity said. */
    order: number
    /** When, by the relay's clock as far as it was known. */
    at: number
    /** Why the relay refused it, or why it was given up on. Whoever said it decides what becomes of it. */
    failure?: Failure
    /** These are not its first words: another tab may have sent it with those. */
    edited?: true
    /** Where the relay committed it: kept for a week, should the relay lose it [P13]. */
    acked?: AckedAt
  }
}[AppendCommandName]

/** The place of something committed. */
export interface AckedAt {
  seq: number
  at: number
  epoch: string
}

/** Something said and how far it has come. */
export interface OutboxItem {
  readonly said: Said
  /** Whether it was said on this page, found there at its start, or said in another tab. */
  readonly from: 'here' | 'kept' | 'tab'
  readonly phase:
    /** Waits for its turn; not before that moment where the relay asked for patience. */
    | { state: 'queued'; notBefore: number }
    | { state: 'in-flight' }
    /** Committed; stays until the log shows it. */
    | { state: 'acked'; ack: Appended }
    | { state: 'refused'; failure: Failure }
  /** Whether the relay may have it: from the first try on, or since another page's life. */
  readonly tried: boolean
  /** Tries in a row that the relay answered with "later". */
  readonly failures: number
}

/** What was said and is not over, in the order it was said, whichever tab it was said in. Every function here is pure. */
export type Outbox = readonly OutboxItem[]

/** Takes in what was said, in its place; what is there already stays as it is. Of what was kept, nobody knows whether it was sent. */
export function addSaid(outbox: Outbox, said: Said, from: OutboxItem['from'] = 'here'): Outbox {
  if (findItem(outbox, said.payload.cid)) return outbox
  const before = outbox.findLastIndex((item) => item.said.order <= said.order) + 1
  return [...outbox.slice(0, before), itemOf(said, from), ...outbox.slice(before)]
}

/** No wait is as long: who is told to wait longer has had their clock set back meanwhile [P12]. */
const LONGEST_WAIT_MS = 60_000

/** What may be sent now: of each conversation the first that is not over, unless it is under way or has to wait [P5]. */
export function dueItems(outbox: Outbox, now: number): OutboxItem[] {
  return heads(outbox).filter(({ phase }) => phase.state === 'queued' && isDue(phase.notBefore, now))
}

/** When the next item that waits for a known moment may be sent. */
export function nextDue(outbox: Outbox, now: number): number | undefined {
  const times = heads(outbox).flatMap(({ phase }) =>
    phase.state === 'queued' && phase.notBefore < Infinity && !isDue(phase.notBefore, now) ? [phase.notBefore] : [],
  )
  return times.length > 0 ? Math.min(...times) : undefined
}

/** It is on its way. */
export function markSent(outbox: Outbox, cid: string): Outbox {
  return change(outbox, cid, (item) => ({ ...item, phase: { state: 'in-flight' }, tried: true }))
}

/** Another tab is sending it. */
export function markTried(outbox: Outbox, cid: string): Outbox {
  return change(outbox, cid, (item) => ({ ...item, tried: true }))
}

/**
 * What the relay answered. While the outcome is unknown, or the relay says "later", the item is queued again under the same
 * cid. A refusal stays, visible; what was to change a refused message is folded into it.
 *
 * @param chance in [0, 1), for the jitter of a wait
 */
export function settle(outbox: Outbox, cid: string, result: Result<Appended>, now: number, chance: number): Outbox {
  if (result.ok) {
    const begun = result.value.conversation
    return change(outbox, cid, (item) => ({ ...item, phase: { state: 'acked', ack: result.value } })).map((item) =>
      item.said.payload.conversation === begun ? { ...item, said: withoutStart(item.said) } : item,
    )
  }
  const { failure } = result
  if (failure.code === 'unreachable') return change(outbox, cid, (item) => ({ ...item, phase: { state: 'queued', notBefore: 0 } }))
  if (!failure.retryable) return refuse(outbox, cid, failure)
  return change(outbox, cid, (item) => {
    const failures = item.failures + 1
    const wait = Math.max(backoffMs(failures, chance), failure.retryAfterMs ?? 0)
    return { ...item, failures, phase: { state: 'queued', notBefore: now + wait } }
  })
}

/** Takes an item out. */
export function dropItem(outbox: Outbox, cid: string): Outbox {
  return outbox.filter((item) => item.said.payload.cid !== cid)
}

/** How many items will still be sent by themselves. */
export function countUnsent(outbox: Outbox): number {
  return outbox.filter(({ phase }) => phase.state === 'queued' || phase.state === 'in-flight').length
}

/** Takes out what the log shows by now. */
export function dropShown(outbox: Outbox, conversation: string, lastSeq: number): Outbox {
  const shown = ({ said, phase }: OutboxItem): boolean =>
    phase.state === 'acked' && said.payload.conversation === conversation && phase.ack.seq <= lastSeq
  return outbox.some(shown) ? outbox.filter((item) => !shown(item)) : outbox
}

/** Keeps an item back while what it says is being replaced. */
export function holdItem(outbox: Outbox, cid: string): Outbox {
  return change(outbox, cid, (item) => ({ ...item, phase: { state: 'queued', notBefore: Infinity } }))
}

/**
 * Replaces what an item says, in place, and lets it go again: for one the relay cannot have, as far as is known. Where another tab has
 * just sent it the relay says `cid-conflict`, and the new words become a change of the first ones.
 */
export function replaceSaid(outbox: Outbox, said: Said): Outbox {
  return change(outbox, said.payload.cid, (item) => ({ ...item, said, phase: { state: 'queued', notBefore: 0 } }))
}

/** The item of this cid. */
export function findItem(outbox: Outbox, cid: string): OutboxItem | undefined {
  return outbox.find((item) => item.said.payload.cid === cid)
}

/** What waits to be done to the message of this cid: edits and deletions, in order. */
export function amendmentsOf(outbox: Outbox, cid: string): OutboxItem[] {
  return outbox.filter(({ said }) => 'target' in said.payload && said.payload.target === cid)
}

function itemOf(said: Said, from: OutboxItem['from']): OutboxItem {
  return {
    said,
    from,
    phase: said.failure ? { state: 'refused', failure: said.failure } : { state: 'queued', notBefore: 0 },
    tried: from === 'kept',
    failures: 0,
  }
}

function isDue(notBefore: number, now: number): boolean {
  return notBefore <= now || (notBefore < Infinity && notBefore - now > LONGEST_WAIT_MS)
}

function heads(outbox: Outbox): OutboxItem[] {
  const seen = new Set<string>()
  return outbox.filter(({ said, phase }) => {
    if (phase.state === 'acked' || phase.state === 'refused' || seen.has(said.payload.conversation)) return false
    return seen.add(said.payload.conversation)
  })
}

function change(outbox: Outbox, cid: string, to: (item: OutboxItem) => OutboxItem): Outbox {
  return outbox.map((item) => (item.said.payload.cid === cid ? to(item) : item))
}

function refuse(outbox: Outbox, cid: string, failure: Failure): Outbox {
  const amendments = amendmentsOf(outbox, cid)
  const text = amendments.map(({ said }) => (said.command === 'message:edit' ? said.payload.text : undefined)).findLast(Boolean)
  const deleted = amendments.some(({ said }) => said.command === 'message:delete')
  const rest = outbox.filter((item) => !amendments.includes(item) && !(deleted && item.said.payload.cid === cid))
  return change(rest, cid, (item) => {
    const payload = text === undefined ? item.said.payload : { ...item.said.payload, text }
    return { ...item, said: { ...item.said, payload, failure } as Said, phase: { state: 'refused', failure } }
  })
}

/** A conversation that stands needs no beginning any more. */
function withoutStart(said: Said): Said {
  if (said.command !== 'message:send' || !said.payload.start) return said
  const { start: _, ...payload } = said.payload
  return { ...said, payload }
}
