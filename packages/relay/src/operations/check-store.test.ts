import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createStoreCheck } from './check-store.ts'

test('a database that hangs counts as one that cannot write after two seconds, and is asked once only', async () => {
  const clock = createFakeClock()
  const answered = Promise.withResolvers<boolean>()
  let asked = 0
  const check = createStoreCheck({ clock, store: { checkHealth: () => (asked++, answered.promise) } })
  const first = check()
  clock.pass(1_999)
  const second = check()
  clock.pass(1)
  await expect(first).resolves.toBe(false)
  clock.pass(1_999)
  await expect(second).resolves.toBe(false)
  expect(asked).toBe(1)
  answered.resolve(true)
  await expect(check()).resolves.toBe(true)
  expect([asked, clock.waiting()]).toEqual([1, 0])
})

test('an answer counts for a second; after it the database is asked again, and a fault is a no', async () => {
  const clock = createFakeClock()
  const answers = [() => Promise.resolve(true), () => Promise.reject(new Error('the disk is gone'))]
  const check = createStoreCheck({ clock, store: { checkHealth: () => answers.shift()!() } })
  await expect(check()).resolves.toBe(true)
  clock.pass(999)
  await expect(check()).resolves.toBe(true)
  clock.pass(1)
  await expect(check()).resolves.toBe(false)
})

test('a clock that is set back makes no old answer fresh', async () => {
  let now = 10_000
  const clock = { now: () => now, after: () => () => undefined }
  const answers = [true, false]
  const check = createStoreCheck({ clock, store: { checkHealth: async () => answers.shift()! } })
  await expect(check()).resolves.toBe(true)
  now = 5_000
  await expect(check()).resolves.toBe(false)
})
