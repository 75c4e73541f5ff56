import type { Clock } from '../clock.ts'

/** Whether something was done within so many milliseconds; what takes longer goes on by itself. Rejects as it does. */
export async function within(clock: Clock, ms: number, done: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const cancel = clock.after(ms, () => resolve(false))
  try {
    return await Promise.race([done.then(() => true), promise])
  } finally {
    cancel()
  }
}
