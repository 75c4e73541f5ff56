import { constants } from 'node:os'
import { describeCause } from '../store/store-error.ts'

/** A terminal signals everybody of a group, and a starter passes its own signal on: within so long it is one request. */
const ONE_REQUEST_MS = 1_000

/** Whoever has not ended by then never will (P17). */
const AT_MOST_MS = 30_000

/** How a process is told to end. */
export interface EndingOptions {
  /** Ends, too, when the process that started this one over a channel (`fork`) is gone. Default: no. */
  withParent?: boolean
}

/**
 * Resolves when this process is told to end: by SIGTERM, SIGINT or SIGHUP. From then on it has 30 s to do so before it is ended with 1, and
 * whoever signals again after a second ends it at once. For a program that closes more than a relay, and then ends by itself
 * (`process.exit`): those 30 s keep the process alive, so that nothing that is waited for ends it early. See {@link endOnSignals}.
 */
export function untilToldToEnd({ withParent = false }: EndingOptions = {}): Promise<void> {
  return new Promise((resolve) => {
    let since: number | undefined
    const tell = (signal?: NodeJS.Signals): void => {
      if (since === undefined) {
        since = performance.now()
        setTimeout(() => process.exit(1), AT_MOST_MS)
        resolve()
      } else if (signal && performance.now() - since >= ONE_REQUEST_MS) process.exit(128 + constants.signals[signal])
    }
    // The handlers stay: without one, the second signal of one request would end the process in the middle of its work.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, tell)
    if (withParent) process.on('disconnect', () => tell())
  })
}

/**
 * The edge between a process and whoever ends it, for every program that runs a relay: told to end it closes, and ends with 0, or with 1
 * where closing failed. Nothing that still hangs then, such as a database that does not answer, keeps it alive.
 *
 * @param close takes nothing new, finishes what is under way and closes; called once
 * @example
 * const relay = await createRelay({ config: await readConfig() })
 * endOnSignals(() => relay.close())
 * await relay.listen()
 */
export function endOnSignals(close: () => Promise<void>, options: EndingOptions = {}): void {
  void untilToldToEnd(options)
    .then(close)
    .then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`The relay could not close: ${describeCause(cause)}\n`)
        process.exit(1)
      },
    )
}
