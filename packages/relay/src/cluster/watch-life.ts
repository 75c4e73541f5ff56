import type { RedisClient } from './create-redis-client.ts'

/** A Redis is asked for a sign of life so often, and given up when it gave none within the second. */
const PING_MS = 2_000
const SILENCE_MS = 4_000

/**
 * Calls `lost` once a connected Redis gives no sign of life: one that hangs, and a network that swallows, close no connection. The client
 * would watch for silence on its socket by itself, but takes what it writes for a sign of life as well.
 */
export function watchLife(client: Pick<RedisClient, 'ping'>, lost: (cause: Error) => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  let open = true

  const ask = (): void => {
    let answered = false
    const giveUp = (): void => {
      if (open && !answered) lost(new Error(`Redis gave no sign of life for ${SILENCE_MS} ms`))
    }
    // Where it was this process that stood still, the answer has come, and is read before what is done immediately.
    timer = setTimeout(() => setImmediate(giveUp), SILENCE_MS)
    client.ping().then(
      () => {
        answered = true
        clearTimeout(timer)
        if (open) timer = setTimeout(ask, PING_MS)
      },
      // The connection is gone, which is told by itself.
      () => {
        answered = true
        clearTimeout(timer)
      },
    )
  }
  ask()

  return {
    close() {
      open = false
      clearTimeout(timer)
    },
  }
}
