import type { ReadonlySignal } from '@preact/signals'

/**
 * Resolves once a signal holds what is waited for.
 *
 * @param patience rejects after so many milliseconds, with what the signal held then; left out, it waits for ever
 */
export function until<Value>(
  signal: ReadonlySignal<Value>,
  holds: (value: Value) => boolean,
  patience?: { ms: number; what: string },
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  const timer = patience && setTimeout(() => reject(new Error(`${patience.what}: ${JSON.stringify(signal.value)}`)), patience.ms)
  const ends: (() => void)[] = []
  ends.push(
    signal.subscribe((value) => {
      if (!holds(value)) return
      clearTimeout(timer)
      resolve(value)
      queueMicrotask(() => ends.forEach((end) => end()))
    }),
  )
  return promise
}

/** Reads a signal anew, past what the compiler believes to know of its last value. */
export function readSignal<Value>(signal: ReadonlySignal<Value>): Value {
  return signal.value
}
