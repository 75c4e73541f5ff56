import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchLife } from './watch-life.ts'

/** A server that answers when told to. */
let asked: { answer(): void; fail(): void }[]
let lost: string[]
const client = {
  ping: () =>
    new Promise<string>((resolve, reject) => void asked.push({ answer: () => resolve('PONG'), fail: () => reject(new Error('gone')) })),
}
beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  lost = []
})
afterEach(() => {
  vi.useRealTimers()
})
const watch = (): { close(): void } => watchLife(client, (cause) => void lost.push(cause.message))

test('a server that answers is asked again every two seconds, and one that does not is lost after four', async () => {
  watch()
  asked[0]!.answer()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(3_999)
  expect(lost).toEqual([])
  await vi.advanceTimersByTimeAsync(2)
  expect(lost).toEqual(['Redis gave no sign of life for 4000 ms'])
})

test('a connection that is gone, or closed, is told of by others', async () => {
  watch()
  asked[0]!.fail()
  watch().close()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([asked.length, lost]).toEqual([2, []])
  expect(vi.getTimerCount()).toBe(0)
})
