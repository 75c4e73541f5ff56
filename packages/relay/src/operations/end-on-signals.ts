import { constants } from 'node:os'
import { describeCause } from '../store/store-error.ts'

/** A terminal signals everybody of a group, and a starter passes its own signal on: within so long it is one request. */
const ONE_REQUEST_MS = 1_000

/** Whoever has not closed by then never will (P17). */
const AT_MOST_MS = 30_000

/** How a process ends. */
export interface EndingOptions {
  /** Ends, too, when the process that started this one over a channel (`fork`) is gone. Default: no. */
  withParent?: boolean
}

/**
 * The edge between a process and whoever ends it, for every program that runs a relay. At SIGTERM, SIGINT or SIGHUP it closes and then
 * ends the process with 0; with 1 where closing failed or takes longer than 30 s. Whoever signals again after a second ends it at once.
 *
 * @param close takes nothing new, finishes what is under way and closes; called once
 * @returns what a signal does, for a program with an end of its own
 * @example
 * const relay = await createRelay({ config: await readConfig() })
 * endOnSignals(() => relay.close())
 * await relay.listen()
 */
export function endOnSignals(close: () => Promise<void>, { withParent = false }: EndingOptions = {}): () => void {
  let since: number | undefined

  const end = (signal: NodeJS.Signals = 'SIGTERM'): void => {
    if (since !== undefined) {
      if (performance.now() - since >= ONE_REQUEST_MS) process.exit(128 + constants.signals[signal])
      return
    }
    since = performance.now()
    setTimeout(() => process.exit(1), AT_MOST_MS)
    close().then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`The relay could not close: ${describeCause(cause)}\n`)
        process.exit(1)
      },
    )
  }

  // The handlers stay: without one, the second signal of one request would end the process in the middle of its work.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  if (withParent) process.on('disconnect', () => end())
  return () => end()
}
