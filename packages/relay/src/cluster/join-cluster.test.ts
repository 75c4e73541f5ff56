import type { Page, PersonId } from '@firsthand/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { FanOut } from '../gateway/fan-out.ts'
import { createHere } from '../presence/here.ts'
import { createPages } from '../presence/pages.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { linkBuses, type LinkedBuses } from '../testing/linked-relays.ts'
import type { Fact } from './fact.ts'
import { joinCluster, type Cluster } from './join-cluster.ts'

const HERE_MS = 120_000

let clock: FakeClock
let buses: LinkedBuses
beforeEach(() => {
  clock = createFakeClock(0)
  buses = linkBuses()
})

interface TestedRelay extends Cluster {
  /** What this relay's own watchers, members and connections were told. */
  heard: unknown[]
  close(): void
}

/** A relay of nothing but its presence and its fan-out. */
function startRelay(name: string): TestedRelay {
  const heard: unknown[] = []
  const fanOut: FanOut = {
    toPeople: (people, event, what, but) => void heard.push([event, people, what, ...(but === undefined ? [] : [but])]),
    toWatchers: (person, event, what) => void heard.push([event, person, what]),
    endPerson: (person) => void heard.push(['end', person]),
    endSession: (session) => void heard.push(['end', session]),
  }
  const here = createHere({ clock, hereMs: HERE_MS, tell: (person, until) => void heard.push(['here', person, until]) })
  const pages = createPages({ clock, gone: (person) => cluster.pageGone(person) })
  const cluster = joinCluster({
    bus: buses.join(name),
    clock,
    hereMs: HERE_MS,
    fanOut,
    here,
    pages,
    firstReplies: { read: async () => null, forget: (person) => void heard.push(['replied', person]) },
    tellPageAtHome: async (person) => void heard.push(['page', person, pages.read(person)?.url ?? null]),
    report: (cause) => {
      throw cause
    },
  })
  cluster.join()
  return {
    ...cluster,
    heard,
    get neighbours() {
      return cluster.neighbours
    },
    close() {
      cluster.leave()
      here.close()
      pages.close()
    },
  }
}

const page = (path: string): Page => ({ url: `https://a.example${path}`, title: '' })
const isHere = (relay: Cluster, person: PersonId): boolean => relay.here.read(person).hereUntil !== null

test('relays know of each other as soon as the later one joins, and a relay alone tells nothing of what its people do', () => {
  const one = startRelay('one')
  one.fanOut.toPeople(['kim'], 'typing:changed', { conversation: 'c', person: 'kim', typing: true })
  expect(buses.told.filter(({ fact }) => fact.is === 'event')).toEqual([])
  const other = startRelay('other')
  expect([one.neighbours, other.neighbours]).toEqual([1, 1])
})

test('every event and every end reaches the others once, and the connection left out at home is left out there by having none', () => {
  const [one, other, third] = [startRelay('one'), startRelay('other'), startRelay('third')]
  const typing = { conversation: 'c', person: 'kim', typing: true }
  one.fanOut.toPeople(['kim', 'ada'], 'typing:changed', typing, 'a-connection')
  one.fanOut.toPeople([], 'typing:changed', typing)
  // Its own watchers alone: the others' relays know who is here, and tell theirs.
  one.fanOut.toWatchers('ada', 'typing:changed', typing)
  one.fanOut.endPerson('kim', { code: 'credential-revoked', message: '', retryable: false })
  one.fanOut.endSession('a-session', { code: 'session-required', message: '', retryable: false })
  const told = [
    ['typing:changed', ['kim', 'ada'], typing],
    ['end', 'kim'],
    ['end', 'a-session'],
  ]
  expect(other.heard).toEqual(told)
  expect(third.heard).toEqual(told)
})

test('who is here by one relay is here at all, and is away when they say so', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  expect(other.here.read('ada').hereUntil).toBe(HERE_MS)
  one.here.appearAway('ada', true)
  expect(other.here.read('ada')).toEqual({ hereUntil: null, appearAway: true })
  one.here.appearAway('ada', false)
  one.here.report('ada', 'c1', false)
  clock.pass(10_000)
  expect([isHere(one, 'ada'), isHere(other, 'ada')]).toEqual([false, false])
  expect(other.heard.at(-1)).toEqual(['here', 'ada', null])
})

test('who is here by two relays stays here by the other', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  other.here.report('ada', 'c2', true)
  one.here.leave('ada', 'c1')
  clock.pass(60_000)
  expect([isHere(one, 'ada'), isHere(other, 'ada')]).toEqual([true, true])
})

test('a member who is here for an hour is told of about once a minute, and nobody loses the sign in between', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  buses.told.length = 0
  for (let minute = 0; minute < 60; minute++) {
    for (let key = 0; key < 10; key++) one.here.report('ada', 'c1', true)
    clock.pass(60_000)
    expect(isHere(other, 'ada')).toBe(true)
  }
  expect(other.heard.length).toBeLessThan(70)
})

test('when a relay dies without a word, who was here by it alone is away at the others within a minute', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  one.pages.visit('kim', 'c2', page('/a'))
  buses.cut('one')
  clock.pass(10_000)
  expect(isHere(other, 'ada')).toBe(true)
  clock.pass(50_000)
  expect(isHere(other, 'ada')).toBe(false)
  expect(other.pages.read('kim')).toBeNull()
  expect(other.heard).toContainEqual(['here', 'ada', null])
  expect(other.heard).toContainEqual(['page', 'kim', null])
  expect(other.neighbours).toBe(0)
})

test('who comes back by another relay before the silence is noticed never seems away', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  buses.cut('one')
  clock.pass(5_000)
  other.here.report('ada', 'c3', true)
  clock.pass(60_000)
  expect(other.heard.filter((told) => JSON.stringify(told).includes('null'))).toEqual([])
})

test('a relay that ends leaves its members a reload to come back by another, and its visitors their page', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  one.here.report('grace', 'c2', true)
  one.pages.visit('kim', 'c3', page('/a'))
  one.close()
  clock.pass(9_000)
  expect([isHere(other, 'ada'), isHere(other, 'grace')]).toEqual([true, true])
  other.here.report('ada', 'c4', true)
  other.pages.arrive('kim', 'c5')
  clock.pass(2_000)
  expect([isHere(other, 'ada'), isHere(other, 'grace')]).toEqual([true, false])
  expect(other.pages.read('kim')).toMatchObject(page('/a'))
})

test('whatever was missed while two relays were cut off from each other is known soon after they meet again', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  one.here.report('grace', 'c2', true)
  one.pages.visit('kim', 'c3', page('/a'))
  one.pages.visit('lou', 'c4', page('/a'))
  buses.cut('other')
  one.here.report('hana', 'c5', true)
  one.here.report('ada', 'c1', false)
  one.pages.visit('kim', 'c3', page('/b'))
  one.pages.leave('lou', 'c4')
  clock.pass(12_000)
  expect(other.here.read('hana').hereUntil).toBeNull()
  other.heard.length = 0
  buses.mend('other')
  other.join()
  clock.pass(200)
  expect(['ada', 'grace', 'hana'].map((member) => isHere(other, member))).toEqual([false, true, true])
  expect([other.pages.read('kim')?.url, other.pages.read('lou')]).toEqual(['https://a.example/b', null])
  return expect
    .poll(() => other.heard)
    .toEqual(
      expect.arrayContaining([
        ['page', 'kim', 'https://a.example/b'],
        ['page', 'lou', null],
      ]),
    )
})

test('a page said at one relay is read at all; the newest counts, and what is left when it goes', () => {
  const [one, other, third] = [startRelay('one'), startRelay('other'), startRelay('third')]
  one.pages.visit('kim', 'c1', page('/a'))
  clock.pass(1_000)
  other.pages.visit('kim', 'c2', page('/b'))
  expect([one, other, third].map(({ pages }) => pages.read('kim')?.url)).toEqual(Array.from({ length: 3 }, () => 'https://a.example/b'))
  other.pages.leave('kim', 'c2')
  clock.pass(5_000)
  expect([one, other, third].map(({ pages }) => pages.read('kim')?.url)).toEqual(Array.from({ length: 3 }, () => 'https://a.example/a'))
})

test('the pages of very many visitors are told in parts, and whatever changes meanwhile is not undone', () => {
  const one = startRelay('one')
  const visitors = Array.from({ length: 1_700 }, (_, at) => `visitor-${at}`)
  for (const person of visitors) one.pages.visit(person, `c-${person}`, page('/a'))
  const other = startRelay('other')
  clock.pass(210)
  one.pages.visit('visitor-0', 'c-visitor-0', page('/b'))
  one.pages.visit('visitor-1600', 'c-visitor-1600', page('/b'))
  one.pages.leave('visitor-1', 'c-visitor-1')
  expect(other.pages.read('visitor-2')).toBeNull()
  clock.pass(100)
  const on = (path: string): string[] => visitors.filter((person) => other.pages.read(person)?.url === page(path).url)
  expect([on('/a').length, on('/b')]).toEqual([1_698, ['visitor-0', 'visitor-1600']])
  clock.pass(5_000)
  expect(other.pages.read('visitor-1')).toBeNull()
  expect(Math.max(...buses.told.map(({ fact }) => (fact.is === 'pages' ? fact.pages.length : 0)))).toBe(500)
})

test('a fact of a kind that a relay does not know yet changes nothing', () => {
  const [one, other] = [startRelay('one'), startRelay('other')]
  one.here.report('ada', 'c1', true)
  const before = other.heard.length
  buses.join('newer').tell({ is: 'something-new', of: 'ada' } as unknown as Fact)
  expect(other.heard).toHaveLength(before)
  expect(isHere(other, 'ada')).toBe(true)
})

test('nothing waits on the clock once all relays are closed', () => {
  const relays = [startRelay('one'), startRelay('other')]
  relays[0]!.here.report('ada', 'c1', true)
  for (const relay of relays) relay.close()
  clock.pass(60_000)
  expect(clock.waiting()).toBe(0)
})
