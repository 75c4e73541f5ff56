import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import type { AppendCommandName, Appended, Result } from '@firsthand/protocol'
import type { Core } from '../models/core.ts'
import {
  addSaid,
  countUnsent,
  dropItem,
  dropShown,
  dueItems,
  holdItem,
  markSent,
  nextDue,
  replaceSaid,
  restoreOutbox,
  settle,
} from './outbox.ts'
import type { Outbox, OutboxItem, Said } from './outbox.ts'

/** Keeps what is said, then shows it, then sends it until the relay has answered. */
export interface Sender {
  readonly outbox: ReadonlySignal<Outbox>
  /** How many items will still be sent by themselves. */
  readonly unsent: ReadonlySignal<number>
  /** Takes over what was kept. */
  restore(kept: readonly Said[]): void
  /** Resolves once it is kept and shown [P1]. What it takes the place of goes in the same moment. */
  say(what: Unsaid, instead?: readonly string[]): Promise<void>
  /** Changes what an untried item says, keeping it first. */
  replace(said: Said): Promise<void>
  /** Forgets items, refused or untried ones. */
  drop(cids: readonly string[]): Promise<void>
  /** The log shows everything up to here. */
  shown(conversation: string, lastSeq: number): void
  /** Forgets everything, without a word to the storage. */
  clear(): void
  close(): void
}

/** Something to say: a command and its payload. */
export type Unsaid = Said extends infer One ? (One extends Said ? Pick<One, 'command' | 'payload'> : never) : never

/** What a sender stands on. */
export interface SenderOptions {
  /** Resolves once what was kept before is restored. */
  ready: Promise<unknown>
  save(changes: (readonly [cid: string, said: Said | undefined])[]): Promise<unknown>
  /** The relay acknowledged or refused an item. */
  settled(said: Said, result: Result<Appended>): void
}

/** Makes a {@link Sender}. */
export function createSender({ link, clock, random, serverNow, online }: Core, { ready, save, settled }: SenderOptions): Sender {
  const outbox = signal<Outbox>([])
  let order = 0
  // Counts identities: nothing that was said under one is added under the next [P11].
  let life = 0
  let cancel = (): void => {}
  let closed = false

  function pump(): void {
    cancel()
    if (closed || !online.value) return
    const now = clock.now()
    for (const { said } of dueItems(outbox.value, now)) void send(said)
    const due = nextDue(outbox.value, now)
    if (due !== undefined) cancel = clock.after(due - now, pump)
  }

  async function send(said: Said): Promise<void> {
    const { cid } = said.payload
    outbox.value = markSent(outbox.value, cid)
    const result = await link.request<AppendCommandName>(said.command, said.payload)
    if (closed || !outbox.value.some((item) => item.said === said)) return
    const before = outbox.value
    outbox.value = settle(before, cid, result, clock.now(), random())
    if (result.ok || !result.failure.retryable) {
      void save(differences(before, outbox.value))
      settled(said, result)
    }
    pump()
  }

  const forget = link.on('welcome', pump)

  return {
    outbox,
    unsent: computed(() => countUnsent(outbox.value)),
    restore(kept) {
      const restored = restoreOutbox(kept)
      order = Math.max(order, ...kept.map((said) => said.order))
      outbox.value = [...restored, ...outbox.value]
      pump()
    },
    async say(what, instead = []) {
      const mine = life
      await ready
      const said = { ...what, order: ++order, at: serverNow() } as Said
      await save([[said.payload.cid, said], ...instead.map((cid) => [cid, undefined] as const)])
      if (closed || life !== mine) return
      outbox.value = addSaid(instead.reduce(dropItem, outbox.value), said)
      pump()
    },
    async replace(said) {
      outbox.value = holdItem(outbox.value, said.payload.cid)
      await save([[said.payload.cid, said]])
      outbox.value = replaceSaid(outbox.value, said)
      pump()
    },
    async drop(cids) {
      outbox.value = cids.reduce(dropItem, outbox.value)
      await save(cids.map((cid) => [cid, undefined] as const))
    },
    shown(conversation, lastSeq) {
      outbox.value = dropShown(outbox.value, conversation, lastSeq)
    },
    clear() {
      life++
      outbox.value = []
    },
    close() {
      closed = true
      cancel()
      forget()
    },
  }
}

/** What has to be written so that the storage holds what the outbox holds: the acknowledged goes. */
function differences(before: Outbox, after: Outbox): (readonly [cid: string, said: Said | undefined])[] {
  const stays = (items: Outbox): Map<string, Said> =>
    new Map(items.flatMap(({ said, phase }: OutboxItem) => (phase.state === 'acked' ? [] : [[said.payload.cid, said] as const])))
  const then = stays(before)
  const now = stays(after)
  return [
    ...[...then.keys()].filter((cid) => !now.has(cid)).map((cid) => [cid, undefined] as const),
    ...[...now].filter(([cid, said]) => then.get(cid) !== said),
  ]
}
