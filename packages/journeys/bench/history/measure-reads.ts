import type { Store } from '@firsthand/relay'
import { percentile } from '../measure/percentile.ts'
import { pick, seeded } from '../measure/seeded.ts'
import type { History, Written } from './make-history.ts'

/** Each kind of read that a screen waits for. */
export type Reads = Record<'open' | 'back' | 'inbox' | 'deepInbox' | 'sync', ReadTimes>

/** Milliseconds: the middle one, and the slowest of a hundred. */
export interface ReadTimes {
  p50: number
  p99: number
}

/** What a screen asks for at once. */
const PAGE = 50

/** Reads at random, as screens do, and times each. */
export async function measureReads(store: Store, history: History, samples: number, seed: number): Promise<Reads> {
  const random = seeded(seed)
  const { long } = history.sample
  const any = (from: readonly Written[]): Written => from[pick(random, from.length)]!
  const deepest = await walkInbox(store, history.busiest, Math.min(40, Math.floor(history.begun / 10 / PAGE)))

  const time = async (act: () => Promise<void>): Promise<ReadTimes> => {
    for (let warm = 0; warm < 20; warm += 1) await act()
    const times: number[] = []
    for (let sample = 0; sample < samples; sample += 1) {
      const from = performance.now()
      await act()
      times.push(performance.now() - from)
    }
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
  }

  return {
    open: await time(async () => {
      const { conversation, owner } = any(history.sample.any)
      await Promise.all([store.readConversation(conversation, owner), store.readLog(conversation, { before: null }, PAGE)])
    }),
    back: await time(async () => {
      const { conversation, entries } = any(long)
      await store.readLog(conversation, { before: 2 + pick(random, entries) }, PAGE)
    }),
    inbox: await time(async () => {
      await store.readInbox(random() < 0.5 ? history.busiest : history.owners[pick(random, history.owners.length)]!, { before: null }, PAGE)
    }),
    deepInbox: await time(async () => {
      await store.readInbox(history.busiest, { before: deepest[pick(random, deepest.length)]! }, PAGE)
    }),
    sync: await syncFifty(store, any, long, time),
  }
}

/** The 50 entries somebody missed: from a cursor they held, as its id proves. */
async function syncFifty(
  store: Store,
  any: (from: readonly Written[]) => Written,
  long: readonly Written[],
  time: (act: () => Promise<void>) => Promise<ReadTimes>,
): Promise<ReadTimes> {
  const cursors = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const { conversation, entries } = any(long)
      const page = await store.readLog(conversation, { before: entries - PAGE + 1 }, 1)
      if (!page.ok) throw new Error('A log of the history cannot be read.')
      const at = page.value.entries.at(-1)!
      return { conversation, epoch: store.epoch, seq: at.seq, cid: at.cid }
    }),
  )
  let turn = 0
  return time(async () => {
    const after = cursors[(turn += 1) % cursors.length]!
    const page = await store.readLog(after.conversation, { after }, 200)
    if (!page.ok || page.value.entries.length < PAGE) throw new Error('A sync of the history found too little.')
  })
}

/** Cursors of older and older pages of an inbox. */
async function walkInbox(store: Store, person: string, pages: number): Promise<string[]> {
  const cursors: string[] = []
  let before: string | null = null
  for (let page = 0; page < Math.max(1, pages); page += 1) {
    const read = await store.readInbox(person, { before }, PAGE)
    if (!read.ok || read.value.older === null) break
    cursors.push((before = read.value.older))
  }
  return cursors.length > 0 ? cursors : [(await firstOlder(store, person)) ?? '']
}

async function firstOlder(store: Store, person: string): Promise<string | null> {
  const read = await store.readInbox(person, { before: null }, 1)
  return read.ok ? read.value.older : null
}
