import type { ReadonlySignal } from '@preact/signals'

/** Resolves once a signal holds what is waited for. */
export function until<Value>(signal: ReadonlySignal<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return new Promise((resolve) => {
    const end = { now: (): void => undefined }
    end.now = signal.subscribe((value) => {
      if (!holds(value)) return
      resolve(value)
      queueMicrotask(() => end.now())
    })
  })
}

/** Reads a signal anew, past what the compiler believes to know of its last value. */
export function readSignal<Value>(signal: ReadonlySignal<Value>): Value {
  return signal.value
}
