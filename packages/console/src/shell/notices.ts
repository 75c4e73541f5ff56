import { signal, type ReadonlySignal } from '@preact/signals'

/** One line that tells what has just happened, and what can be done about it. */
export interface ShownNotice {
  text: string
  act?: { label: string; run: () => void }
}

/** The place where such lines come and go; one at a time. */
export interface Notices {
  readonly shown: ReadonlySignal<ShownNotice | null>
  /** Shows a line. It goes by itself after a while; `over` is told when it went without having been acted on. */
  show(notice: ShownNotice, over?: () => void): void
  /** Does what the line offers, where it offers something. */
  act(): void
  /** Takes the line away now, as if its time were over. */
  dismiss(): void
}

const STANDS_MS = 7_000

/** The timers are given, so that a test holds the clock. */
export function createNotices(timers: { set: (run: () => void, ms: number) => number; clear: (timer: number) => void }): Notices {
  const shown = signal<ShownNotice | null>(null)
  let end: { timer: number; over: (() => void) | undefined } | null = null
  const finish = (): (() => void) | undefined => {
    if (end) timers.clear(end.timer)
    const over = end?.over
    end = null
    shown.value = null
    return over
  }
  const dismiss = (): void => finish()?.()
  return {
    shown,
    show(notice, over) {
      dismiss()
      shown.value = notice
      end = { timer: timers.set(dismiss, STANDS_MS), over }
    },
    act() {
      const run = shown.value?.act?.run
      if (!run) return
      finish()
      run()
    },
    dismiss,
  }
}
