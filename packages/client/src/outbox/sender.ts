import { computed, signal } from '@preact/signals-core'
import type { ReadonlySignal } from '@preact/signals-core'
import { createId } from '@firsthand/protocol'
import type { AppendCommandName, Appended, ConversationId, LogCursor, Result, Start } from '@firsthand/protocol'
import type { Change } from '../keep/keeper.ts'
import type { Core } from '../models/core.ts'
import { createLead } from '../tabs/lead.ts'
import type { Tabs } from '../tabs/tabs.ts'
import type { Told } from '../tabs/told.ts'
import { isAcked } from './acked.ts'
import type { AckedSaid } from './acked.ts'
import {
  addSaid,
  countUnsent,
  dropItem,
  dropShown,
  dueItems,
  findItem,
  holdItem,
  markSent,
  markTried,
  nextDue,
  replaceSaid,
  settle,
} from './outbox.ts'
import type { Outbox, OutboxItem, Said } from './outbox.ts'
import { createRecovery } from './recovery.ts'
import { unsavedChanges } from './unsaved-changes.ts'

/** Keeps what is said, then shows it, then sends it until the relay has answered: from the one tab that leads. */
export interface Sender {
  readonly outbox: ReadonlySignal<Outbox>
  /** How much will still be sent by itself, what is being kept included. */
  readonly unsent: ReadonlySignal<number>
  /** Takes over what is kept. Of what was held before the keep was asked, what is no longer kept is over: another tab saw to it. */
  restore(kept: readonly Said[], before: Outbox): void
  /** Resolves once it is kept and shown [P1]. What it takes the place of goes in the same moment. */
  say(what: Unsaid, instead?: readonly string[]): Promise<void>
  /** Changes what an untried item says, keeping it first. */
  replace(said: Said): Promise<void>
  /** Forgets items, refused or untried ones. */
  drop(cids: readonly string[]): Promise<void>
  /** Another tab told. */
  hear(told: Told): void
  /** The log shows everything up to here. */
  shown(conversation: ConversationId, lastSeq: number): void
  /** For `hello`: where the newest of one's own stands in each conversation. */
  cursors(): LogCursor[]
  /** The relay may have lost something of these: what is new in them waits for what is said again. */
  doubt(conversations: Iterable<ConversationId>): void
  /**
   * The relay may have lost something of this conversation: what was acknowledged and is no longer there is said again, once, under
   * its cid [P13].
   *
   * @returns whether anything is said again
   */
  recover(conversation: ConversationId): Promise<boolean>
  /** This conversation was read from the relay: should its return have been awaited, what is lost in it is said again now. */
  stands(conversation: ConversationId): void
  /** Sends nothing new until it is told to go on, as often as it was paused. */
  pause(): void
  goOn(): void
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
  tabs: Tabs | null
  /** Names the lock of this identity. */
  lockName(): string
  owe(changes: readonly Change[]): void
  save(changes: readonly Change[]): Promise<unknown>
  owes(cid: string): boolean
  tell(told: Told): void
  /** How a conversation that stands could be begun again; null where it is not one's own to begin. */
  startOf(conversation: ConversationId): Start | null
  /** The relay acknowledged or refused an item. `here`: it is this page's to tell its host. */
  settled(said: Said, result: Result<Appended>, here: boolean): void
}

/** Makes a {@link Sender}. */
export function createSender(core: Core, options: SenderOptions): Sender {
  const { link, clock, random, serverNow, online, hints } = core
  const { ready, save, tell } = options
  const outbox = signal<Outbox>([])
  const beingKept = signal(0)
  let order = 0
  // Counts identities: nothing that was said under one is added under the next [P11].
  let life = 0
  let cancel = (): void => {}
  let closed = false
  let pauses = 0
  const lead = createLead({
    tabs: options.tabs,
    clock,
    name: options.lockName,
    visible: hints.visible,
    changed: pump,
  })
  const recovery = createRecovery(core, { save, startOf: options.startOf, sayAgain: show, settled: pump })

  function pump(): void {
    cancel()
    lead.want(!closed && online.value && countUnsent(outbox.value) > 0)
    if (!lead.mine || pauses > 0) return
    const now = clock.now()
    for (const { said } of dueItems(outbox.value, now)) if (!recovery.isDoubtful(said.payload.conversation)) void send(said)
    const due = nextDue(outbox.value, now)
    if (due !== undefined) cancel = clock.after(due - now, pump)
  }

  async function send(said: Said): Promise<void> {
    const { cid } = said.payload
    const mine = life
    outbox.value = markSent(outbox.value, cid)
    tell({ type: 'sending', cid })
    const result = await link.request<AppendCommandName>(said.command, said.payload)
    if (closed || life !== mine) return
    const item = findItem(outbox.value, cid)
    // Changed, taken out or settled by another tab meanwhile: this answer is to something else.
    if (item?.phase.state === 'in-flight' && textOf(item.said) === textOf(said)) {
      if (result.ok || !result.failure.retryable) finish(item, result)
      else outbox.value = settle(outbox.value, cid, result, clock.now(), random())
    }
    pump()
  }

  /** The relay's last word on an item, which this tab sent. */
  function finish(item: OutboxItem, result: Result<Appended>): void {
    const { said, from } = item
    if (!result.ok && result.failure.code === 'cid-conflict' && 'text' in said.payload) return amendInstead(said, result)
    const before = outbox.value
    outbox.value = settle(before, said.payload.cid, result, clock.now(), random())
    const kept = result.ok ? recovery.ackedOf(said, result.value) : findItem(outbox.value, said.payload.cid)?.said
    const changes = new Map(unsavedChanges(before, outbox.value))
    changes.set(said.payload.cid, kept)
    if (kept && isAcked(kept)) {
      recovery.hold(kept)
      for (const [old] of recovery.letGo()) changes.set(old, undefined)
    }
    void save([...changes])
    tell({ type: 'settled', cid: said.payload.cid, result, ...(kept && { said: kept }) })
    options.settled(said, result, from !== 'tab')
  }

  /** Another tab has heard the relay's last word on it. */
  function settledElsewhere({ cid }: { cid: string }, result: Result<Appended>, kept: Said | undefined): void {
    if (kept && isAcked(kept)) recovery.hold(kept)
    const item = findItem(outbox.value, cid)
    // Changed here meanwhile: these words have not been heard yet.
    if (!item || (kept && textOf(kept) !== textOf(item.said))) return
    outbox.value = settle(outbox.value, cid, result, clock.now(), random())
    options.settled(item.said, result, item.from === 'here')
  }

  /** Another tab had sent it with other words. Where these are the newer ones, they become a change of those. */
  function amendInstead(said: Said, result: Result<Appended>): void {
    const { conversation, cid, text } = said.payload as { conversation: string; cid: string; text: string }
    const target = said.command === 'message:edit' ? said.payload.target : cid
    const { edited, ...rest } = said
    const payload = { conversation, cid: createId(clock.now()), target, text }
    change([[cid, undefined], ...(edited ? [[payload.cid, { ...rest, command: 'message:edit', payload } as Said] as const] : [])])
    options.settled(said, result, false)
  }

  /** Keeps, shows and tells, where something was changed that need not be kept before it shows. */
  function change(changes: readonly Change[]): void {
    void save(changes)
    show(changes)
  }

  /** Shows and tells what is kept. */
  function show(changes: readonly Change[]): void {
    tell({ type: 'changed', changes: [...onlyHere(), ...changes] })
    apply(changes, 'here')
  }

  function apply(changes: readonly Change[], from: OutboxItem['from']): void {
    for (const [cid, said] of changes) {
      if (said) {
        recovery.release(cid)
        order = Math.max(order, said.order)
        const known = findItem(outbox.value, cid)
        if (!known) outbox.value = addSaid(outbox.value, said, from)
        // Told the same twice, as by two tabs that both saw a loss: it goes on as it stands.
        else if (!isSame(known.said, said)) outbox.value = replaceSaid(outbox.value, said)
        // What was held while it was kept goes on; so does what was acknowledged, and is no longer there.
        else if (known.phase.state === 'queued' || known.phase.state === 'acked') outbox.value = replaceSaid(outbox.value, known.said)
      } else outbox.value = dropItem(outbox.value, cid)
    }
    pump()
  }

  const ends = [
    link.on('welcome', () => {
      // Only now the relay's time is known, by which it was said [P12].
      const old = recovery.letGo()
      if (old.length > 0) void save(old)
      pump()
    }),
    // Without a connection there is nothing to lead; nor while the page is put away.
    online.subscribe((is) => {
      if (!is) pump()
    }),
  ]

  return {
    outbox,
    unsent: computed(() => countUnsent(outbox.value) + beingKept.value),
    restore(kept, before) {
      const cids = new Set(kept.map(({ payload }) => payload.cid))
      for (const { said, phase } of before) {
        const { cid } = said.payload
        const settled = phase.state === 'in-flight' || phase.state === 'acked'
        if (!settled && !cids.has(cid) && !options.owes(cid)) outbox.value = dropItem(outbox.value, cid)
      }
      for (const said of kept) {
        order = Math.max(order, said.order)
        if (!isAcked(said)) outbox.value = addSaid(outbox.value, said, 'kept')
        else if (!recovery.holds(said.payload.cid)) settledElsewhere(said.payload, ackOf(said), said)
      }
      pump()
    },
    async say(what, instead = []) {
      const mine = life
      // The clock keeps it behind what an earlier page said, should that not be known yet.
      order = Math.max(order + 1, clock.now())
      const said = { ...what, order, at: serverNow() } as Said
      const changes: Change[] = [[said.payload.cid, said], ...instead.map((cid) => [cid, undefined] as const)]
      options.owe(changes)
      beingKept.value++
      await ready
      await save(changes)
      beingKept.value--
      if (closed || life !== mine) return
      show(changes)
    },
    async replace(said) {
      const mine = life
      outbox.value = holdItem(outbox.value, said.payload.cid)
      const changes: Change[] = [[said.payload.cid, { ...said, edited: true }]]
      await save(changes)
      if (closed || life !== mine) return
      show(changes)
    },
    async drop(cids) {
      const changes = cids.map((cid) => [cid, undefined] as const)
      outbox.value = cids.reduce(dropItem, outbox.value)
      await save(changes)
      tell({ type: 'removed', cids })
      pump()
    },
    hear(told) {
      if (told.type === 'forgotten') return
      if (told.type === 'changed') return apply(told.changes, 'tab')
      if (told.type === 'removed') return told.cids.forEach(removedElsewhere)
      lead.alive()
      const item = findItem(outbox.value, told.cid)
      if (told.type === 'sending') {
        if (item) outbox.value = markTried(outbox.value, told.cid)
        return
      }
      settledElsewhere(told, told.result, told.said)
      pump()
    },
    shown(conversation, lastSeq) {
      outbox.value = dropShown(outbox.value, conversation, lastSeq)
    },
    cursors: recovery.cursors,
    doubt: recovery.doubt,
    recover: recovery.recover,
    stands: recovery.stands,
    pause: () => void pauses++,
    goOn() {
      pauses--
      // Behind this, what was read is taken over.
      void Promise.resolve().then(pump)
    },
    clear() {
      life++
      outbox.value = []
      recovery.clear()
      pump()
    },
    close() {
      closed = true
      for (const end of ends) end()
      recovery.close()
      pump()
    },
  }

  /** What the storage would not take: a tab that was opened since can only hear of it, and sends nothing before it [P5]. */
  function onlyHere(): Change[] {
    const here = outbox.value.filter(({ said, phase }) => phase.state !== 'acked' && options.owes(said.payload.cid))
    return here.map(({ said }) => [said.payload.cid, said])
  }

  /** Taken back there in the moment it went out here: the relay may have it, so it has to be deleted. */
  function removedElsewhere(target: string): void {
    const item = findItem(outbox.value, target)
    apply([[target, undefined]], 'tab')
    if (item?.said.command !== 'message:send' || (item.phase.state !== 'in-flight' && item.phase.state !== 'acked')) return
    const { conversation } = item.said.payload
    const cid = createId(clock.now())
    change([[cid, { command: 'message:delete', payload: { conversation, cid, target }, order: ++order, at: serverNow() }]])
  }
}

function textOf({ payload }: Said): string | undefined {
  return 'text' in payload ? payload.text : undefined
}

function ackOf({ payload: { conversation, cid }, acked: { seq, at } }: AckedSaid): Result<Appended> {
  return { ok: true, value: { conversation, cid, seq, at } }
}

function isSame(one: Said, other: Said): boolean {
  return JSON.stringify([one.payload, one.failure]) === JSON.stringify([other.payload, other.failure])
}
