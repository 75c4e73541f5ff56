import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Client, ConversationModel, MessageItem } from './client.ts'
import { createClient } from './create-client.ts'
import { createMemoryKeep } from './keep/memory-keep.ts'
import type { WakeEvents } from './link/wake-hints.ts'
import { createFakeClock } from './test-kit/fake-clock.ts'
import { createModelRelay } from './test-kit/model-relay.ts'
import { ARRIVES, createNetwork } from './test-kit/socket-pair.ts'
import type { Fate } from './test-kit/socket-pair.ts'
import { createTabHub } from './test-kit/tab-hub.ts'
import type { HubTab } from './test-kit/tab-hub.ts'

const ABOUT = { subject: 'scissors', url: 'https://acme.example/scissors' }

/** What somebody does next, and how long the world then goes on before the next thing. */
const step = fc.record({
  who: fc.constantFrom('visitor', 'tab', 'owner'),
  act: fc.constantFrom(
    ...(['send', 'send', 'send', 'send', 'edit', 'edit', 'remove', 'read', 'cut', 'down', 'up', 'resolve'] as const),
    ...(['reload', 'die', 'freeze', 'hide', 'show', 'show'] as const),
  ),
  /** Chooses among one's own messages. */
  which: fc.nat(100),
  waitMs: fc.constantFrom(0, 0, 20, 300, 2_000, 15_000),
})

/** A small generator of one's own, so that fast-check shrinks the steps and one number decides about the network. */
function createDice(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const messagesOf = (model: ConversationModel): MessageItem[] =>
  model.timeline.value.filter((item): item is MessageItem => item.kind === 'message')

async function live(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[], seed: number): Promise<void> {
  const dice = createDice(seed)
  const clock = createFakeClock()
  const relay = createModelRelay(clock.now)
  const network = createNetwork(relay, clock)
  network.fates = ({ kind }): Fate => {
    const roll = dice()
    const delayMs = 1 + Math.floor(dice() * (kind === 'event' ? 900 : 300))
    if (kind === 'event') return { copies: roll < 0.15 ? 0 : roll < 0.3 ? 2 : 1, delayMs, cut: false }
    return { copies: roll < 0.06 ? 0 : 1, delayMs, cut: roll < 0.06 }
  }
  // The visitor has two tabs of one browser; the owner has one.
  const identities = { visitor: { as: 'visitor', site: 'acme' }, owner: { as: 'member', person: relay.owner.id } } as const
  const browsers = {
    visitor: { keep: createMemoryKeep(), hub: createTabHub(clock) },
    owner: { keep: createMemoryKeep(), hub: createTabHub(clock) },
  }
  const hubTabs = new Map<string, HubTab>()
  const pages = new Map<string, Set<WakeEvents>>()
  const shown = new Map<string, boolean>()
  const boot = (who: keyof typeof said): Client => {
    const side = who === 'owner' ? 'owner' : 'visitor'
    const { keep, hub } = browsers[side]
    const tab = hub.open()
    hubTabs.set(who, tab)
    const listening = new Set<WakeEvents>()
    pages.set(who, listening)
    shown.set(who, true)
    const client = createClient({
      relay: 'https://relay.example',
      identity: identities[side],
      connector: network.connector,
      keep,
      tabs: tab.tabs,
      clock,
      random: dice,
      hints: {
        visible: () => shown.get(who)!,
        listen(on) {
          listening.add(on)
          return () => listening.delete(on)
        },
      },
    })
    client.connect()
    return client
  }
  const said = { visitor: [] as string[], tab: [] as string[], owner: [] as string[] }
  const clients = { visitor: boot('visitor'), tab: undefined as unknown as Client, owner: boot('owner') }
  const models = new Map<string, ConversationModel>()
  /** Removed before the relay had them, perhaps. */
  const takenBack = new Set<string>()
  let count = 0

  // The visitor begins, so that there is one conversation for all three; the network has its way with that too.
  models.set('visitor', clients.visitor.startConversation(ABOUT))
  const first = models.get('visitor')!.send('m0')
  said.visitor.push('m0')
  await clock.advance(0)
  await first
  clients.tab = boot('tab')
  const { id } = models.get('visitor')!

  for (const { who, act, which, waitMs } of steps) {
    const known = relay.conversations.has(id)
    if (who !== 'visitor' && known && !models.has(who)) models.set(who, clients[who].openConversation(id))
    // A page that is put away, or frozen, runs nothing: nobody writes there.
    const model = shown.get(who) ? models.get(who) : undefined
    const own = model ? messagesOf(model).filter((item) => item.own && item.text !== null && item.delivery.state !== 'not-sent') : []
    const chosen = own[which % Math.max(1, own.length)]
    const doing: Promise<unknown>[] = []
    if (act === 'send' && model && model.state.value !== 'gone') {
      const text = `m${++count}`
      said[who].push(text)
      doing.push(model.send(text))
    } else if (act === 'edit' && model && chosen) doing.push(model.edit(chosen.cid, `${chosen.text} edited`))
    // What begins the conversation stays: all three need it.
    else if (act === 'remove' && model && chosen && (known || !chosen.text!.startsWith('m0'))) {
      takenBack.add(chosen.text!.replace(/( edited)+$/, ''))
      doing.push(model.remove(chosen.cid))
    } else if (act === 'read') model?.markRead()
    else if (act === 'resolve' && model?.state.value === 'ready') doing.push(model.changeStatus('resolved'))
    else if (act === 'cut') network.cut()
    else if (act === 'down' || act === 'up') network.up = act === 'up'
    else if (act === 'freeze' && shown.get(who)) {
      shown.set(who, false)
      hubTabs.get(who)?.freeze()
    } else if (act === 'hide' && shown.get(who)) {
      shown.set(who, false)
      for (const on of pages.get(who) ?? []) on.hidden()
    } else if (act === 'show' && !shown.get(who)) {
      shown.set(who, true)
      hubTabs.get(who)?.thaw()
      for (const on of pages.get(who) ?? []) on.awake()
    } else if ((act === 'reload' || act === 'die') && (who !== 'tab' || clients.tab)) {
      // What was kept is on the disk by then.
      await clock.advance(0)
      if (act === 'die') hubTabs.get(who)!.die()
      await clients[who].close()
      hubTabs.get(who)!.die()
      clients[who] = boot(who)
      models.delete(who)
      if (who === 'visitor') models.set(who, clients.visitor.openConversation(id))
    }
    await clock.advance(waitMs)
    await Promise.all(doing)
  }

  network.fates = () => ARRIVES
  network.up = true
  for (const who of ['visitor', 'tab', 'owner'] as const) {
    shown.set(who, true)
    hubTabs.get(who)!.thaw()
    for (const on of pages.get(who)!) on.awake()
  }
  await clock.advance(90_000)
  for (const who of ['visitor', 'tab', 'owner'] as const) models.set(who, clients[who].openConversation(id))
  await clock.advance(30_000)

  const truth = relay.conversations.get(id)!
  expect(relay.conversations.size).toBe(1)
  expect(relay.people.size).toBe(1)
  const expected = truth.entries.filter((entry) => entry.type === 'message')
  for (const [who, model] of models) {
    const shown = messagesOf(model)
    expect({ who, seqs: shown.map((item) => item.seq) }).toEqual({ who, seqs: expected.map((entry) => entry.seq) })
    expect({ who, texts: shown.map((item) => item.text) }).toEqual({ who, texts: expected.map((entry) => entry.body?.text ?? null) })
    expect(new Set(shown.map((item) => item.key)).size).toBe(shown.length)
    expect(shown.filter((item) => item.delivery.state === 'sending' || item.delivery.state === 'waiting')).toEqual([])
    expect(model.conversation.value?.head.seq).toBe(truth.entries.length)
    model.markRead()
  }
  // Exactly once, in each one's own order: the digests of the relay know what was first said under each cid.
  const firstSaid = [...truth.digests.values()].flatMap(({ body, ack }) => {
    const { text, target } = JSON.parse(body) as { text?: string; target?: string }
    return text !== undefined && target === undefined ? [{ text, seq: ack.seq }] : []
  })
  const order = firstSaid.sort((a, b) => a.seq - b.seq).map(({ text }) => text.replace(/( edited)+$/, ''))
  for (const texts of Object.values(said)) {
    expect(order.filter((text) => texts.includes(text))).toEqual(texts.filter((text) => order.includes(text) || !takenBack.has(text)))
  }
  expect(new Set(order).size).toBe(order.length)
  await clock.advance(15_000)
  for (const client of Object.values(clients)) {
    expect(client.inbox.unread.value).toBe(0)
    expect(client.unsent.value).toBe(0)
  }
  for (const tab of hubTabs.values()) expect(tab.locking).toBe(false)
  await Promise.all(Object.values(clients).map((client) => client.close()))
  // What is still on the wire is timed too.
  await clock.advance(1_000)
  expect(clock.timers).toBe(0)
}

test('[P2] [P5] [P7] [P10] [P14] whatever network and tabs do: exactly once, one order, everywhere the same', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
  const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60)
  // A run can be had again.
  // oxlint-disable-next-line no-console
  console.info(`FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}`)
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer(), live), {
    seed,
    numRuns,
    endOnFailure: false,
  })
}, 120_000)
