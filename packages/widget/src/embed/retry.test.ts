import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRetry } from './retry.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('tries again after half a second, then after twice as long, and answers what comes in the end', async () => {
  const task = vi.fn<() => Promise<string>>().mockRejectedValueOnce('no').mockRejectedValueOnce('no').mockResolvedValue('there')
  const answer = createRetry(new AbortController().signal)(task)
  await vi.advanceTimersByTimeAsync(499)
  expect(task).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(task).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(1000)
  await expect(answer).resolves.toBe('there')
})

it('gives up after six tries, and at once on what is hopeless', async () => {
  const task = vi.fn<() => Promise<never>>().mockRejectedValue('no')
  const given = createRetry(new AbortController().signal)(task).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  expect(await given).toBe('no')
  expect(task).toHaveBeenCalledTimes(6)
  const hopeless = vi.fn<() => Promise<never>>().mockRejectedValue('never')
  await expect(createRetry(new AbortController().signal, () => true)(hopeless)).rejects.toBe('never')
  expect(hopeless).toHaveBeenCalledTimes(1)
})

it('leaves no timer once it is over', async () => {
  const life = new AbortController()
  const given = createRetry(life.signal)(() => Promise.reject(new Error('no'))).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(100)
  expect(vi.getTimerCount()).toBe(1)
  life.abort()
  await given
  expect(vi.getTimerCount()).toBe(0)
})
