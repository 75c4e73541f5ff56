import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInboxStamps } from './inbox-stamps.ts'

test('stamps rise, also while the clock stands or goes back', () => {
  const stamps = createInboxStamps(0)
  expect([stamps.next(1_000), stamps.next(1_000), stamps.next(400), stamps.next(5_000)]).toEqual([1_000, 1_001, 1_002, 5_000])
})

test('a place is stamped anew once its stamp may be in a cursor of its reader', () => {
  const stamps = createInboxStamps(0)
  const stamp = stamps.next(1_000)
  expect(stamps.isSpent('ada', stamp, 1_001)).toBe(false)
  stamps.handOut('ada', stamp)
  expect(stamps.isSpent('ada', stamp, 1_001)).toBe(true)
  expect(stamps.isSpent('grace', stamp, 1_001)).toBe(false)
})

test('after a start every stamp there is may be in a cursor', () => {
  const stamps = createInboxStamps(900)
  expect(stamps.isSpent('ada', 900, 901)).toBe(true)
  expect(stamps.isSpent('ada', stamps.next(901), 902)).toBe(false)
})

test('a place is stamped anew after ten seconds, so that the order stays true', () => {
  const stamps = createInboxStamps(0)
  const stamp = stamps.next(1_000)
  expect([stamps.isSpent('ada', stamp, 11_000), stamps.isSpent('ada', stamp, 11_001)]).toEqual([false, true])
})

test('whoever reads an inbox in whatever order finds every change after their cursor', () => {
  const people = ['ada', 'grace']
  const step = fc.oneof(
    fc.record({ do: fc.constant('change' as const), place: fc.nat(3), after: fc.nat(6_000) }),
    fc.record({ do: fc.constant('read' as const), person: fc.constantFrom(...people), limit: fc.integer({ min: 1, max: 4 }) }),
  )
  const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const stamps = createInboxStamps(0)
    let at = 1
    const inboxes = people.map((person) => ({ person, cursor: 0, stamps: [0, 0, 0, 0], unseen: new Set<number>() }))
    for (const one of steps) {
      if (one.do === 'change') {
        at += one.after
        for (const inbox of inboxes) {
          if (stamps.isSpent(inbox.person, inbox.stamps[one.place]!, at)) inbox.stamps[one.place] = stamps.next(at)
          inbox.unseen.add(one.place)
        }
      } else {
        const inbox = inboxes.find(({ person }) => person === one.person)!
        const places = [0, 1, 2, 3].filter((place) => inbox.stamps[place]! > inbox.cursor)
        const page = places.sort((a, b) => inbox.stamps[a]! - inbox.stamps[b]!).slice(0, one.limit)
        for (const place of page) inbox.unseen.delete(place)
        inbox.cursor = page.length ? inbox.stamps[page.at(-1)!]! : inbox.cursor
        stamps.handOut(inbox.person, inbox.cursor)
        if (page.length < one.limit && inbox.unseen.size > 0) return false
      }
    }
    return true
  })
  expect(() => fc.assert(property)).not.toThrow()
})
