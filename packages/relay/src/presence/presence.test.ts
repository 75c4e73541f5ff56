import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { createFirstReplies, readMedian } from './first-replies.ts'
import { createHere, type Here } from './here.ts'
import { createPages } from './pages.ts'

let clock: FakeClock
let told: (number | null)[]
let here: Here
beforeEach(() => {
  clock = createFakeClock(0)
  told = []
  here = createHere({ clock, hereMs: 120_000, tell: (_, hereUntil) => void told.push(hereUntil) })
})

test('a member is here for two minutes after each report, on any device', () => {
  here.report('ada', 'one', true)
  clock.pass(100_000)
  here.report('ada', 'two', true)
  clock.pass(100_000)
  expect(here.read('ada').hereUntil).toBe(220_000)
  clock.pass(20_000)
  expect(here.read('ada').hereUntil).toBeNull()
  expect(told).toEqual([120_000, 220_000, null])
})

test("no watcher's sign runs out while the member is there, and few words are made of it", () => {
  for (let minute = 0; minute < 60; minute++) {
    here.report('ada', 'one', true)
    clock.pass(60_000)
    expect(told.at(-1)!).toBeGreaterThanOrEqual(clock.now())
  }
  expect(told).toHaveLength(60)
  for (let key = 0; key < 100; key++) here.report('ada', 'one', true)
  expect(told).toHaveLength(61)
})

test('who hides or closes their last console is away ten seconds later, unless they come back', () => {
  here.report('ada', 'one', true)
  here.leave('ada', 'one')
  clock.pass(9_000)
  here.report('ada', 'again', true)
  clock.pass(5_000)
  expect(here.read('ada').hereUntil).not.toBeNull()
  here.report('ada', 'again', false)
  clock.pass(10_000)
  expect(told.at(-1)).toBeNull()
})

test('who closes one console stays here by the other', () => {
  here.report('ada', 'one', true)
  here.report('ada', 'two', true)
  here.leave('ada', 'one')
  clock.pass(60_000)
  expect(here.read('ada').hereUntil).toBe(120_000)
})

test('who appears away is away at once and told once, and comes back with what is still true', () => {
  here.report('ada', 'one', true)
  here.appearAway('ada', true)
  here.report('ada', 'one', true)
  expect(told).toEqual([120_000, null])
  clock.pass(30_000)
  here.appearAway('ada', false)
  expect(told).toEqual([120_000, null, 120_000])
})

test('who was never here has nothing told of them, and closing leaves no timer', () => {
  here.leave('ada', 'one')
  here.report('ada', 'one', false)
  here.appearAway('ada', true)
  expect(told).toEqual([])
  here.appearAway('ada', false)
  here.report('ada', 'one', true)
  expect(clock.waiting()).toBe(1)
  here.close()
  expect(clock.waiting()).toBe(0)
})

test('a page stands until the last of its tabs is gone for five seconds', () => {
  const gone: string[] = []
  const pages = createPages({ clock, gone: (person) => void gone.push(person) })
  const page = (path: string): { url: string; title: string } => ({ url: `https://a.example${path}`, title: '' })
  pages.visit('kim', 'one', page('/a'))
  clock.pass(1_000)
  pages.visit('kim', 'two', page('/b'))
  expect(pages.read('kim')).toEqual({ ...page('/b'), at: 1_000 })
  pages.leave('kim', 'two')
  expect(pages.read('kim')).toEqual({ ...page('/a'), at: 0 })
  pages.leave('kim', 'one')
  clock.pass(4_000)
  pages.visit('kim', 'three', page('/c'))
  clock.pass(60_000)
  expect(gone).toEqual([])
  pages.leave('kim', 'three')
  clock.pass(5_000)
  expect([gone, pages.read('kim'), clock.waiting()]).toEqual([['kim'], null, 0])
})

test('a page stands while any connection does, though that one said no page, and goes five seconds after the last', () => {
  const gone: string[] = []
  const pages = createPages({ clock, gone: (person) => void gone.push(person) })
  const page = { url: 'https://a.example/', title: '' }
  pages.arrive('kim', 'one')
  pages.arrive('kim', 'two')
  pages.visit('kim', 'one', page)
  pages.leave('kim', 'one')
  clock.pass(60_000)
  expect(pages.read('kim')).toEqual({ ...page, at: 0 })
  pages.leave('kim', 'two')
  clock.pass(4_000)
  pages.arrive('kim', 'three')
  clock.pass(60_000)
  expect([gone, pages.read('kim')]).toEqual([[], { ...page, at: 0 }])
  pages.leave('kim', 'three')
  clock.pass(5_000)
  expect([gone, pages.read('kim')]).toEqual([['kim'], null])
})

test('who never said a page goes without a word', () => {
  const gone: string[] = []
  const pages = createPages({ clock, gone: (person) => void gone.push(person) })
  pages.arrive('kim', 'one')
  pages.leave('kim', 'one')
  expect(clock.waiting()).toBe(0)
  expect(gone).toEqual([])
})

test('the same page said again keeps its time', () => {
  const pages = createPages({ clock, gone: () => undefined })
  pages.visit('kim', 'one', { url: 'https://a.example/', title: 'A' })
  clock.pass(1_000)
  expect(pages.visit('kim', 'one', { url: 'https://a.example/', title: 'A, loaded' })).toEqual({
    url: 'https://a.example/',
    title: 'A, loaded',
    at: 0,
  })
})

test.each([
  [[], null],
  [[1, 2, 3, 4], null],
  [[50, 10, 40, 20, 30], { medianMs: 30, of: 5 }],
  [[6, 1, 2, 5, 4, 3], { medianMs: 4, of: 6 }],
])('the median of %j is %j', (times, median) => {
  expect(readMedian(times)).toEqual(median)
})

test('replies are read anew every minute, and at once after a failure or a new one', async () => {
  let reads = 0
  const store = { readFirstReplies: () => (++reads === 1 ? Promise.reject(new Error('busy')) : Promise.resolve([1, 1, 1, 1, 1])) }
  const replies = createFirstReplies({ store, clock })
  await expect(replies.read('ada')).rejects.toThrow('busy')
  await replies.read('ada')
  clock.pass(59_000)
  await expect(replies.read('ada')).resolves.toEqual({ medianMs: 1, of: 5 })
  expect(reads).toBe(2)
  clock.pass(1_000)
  await replies.read('ada')
  expect(reads).toBe(3)
  replies.forget('ada')
  await replies.read('ada')
  expect(reads).toBe(4)
})
