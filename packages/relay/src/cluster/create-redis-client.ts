import { randomInt } from 'node:crypto'

/** A connection, and an answer to what is said when it begins, may take so long. */
const CONNECT_MS = 3_000
const ANSWER_MS = 10_000
/** So many commands may be under way and not answered yet; further ones are refused. */
const UNANSWERED = 20_000
/** It is tried again after a random time up to this; sooner at first. */
const RETRY_MS = 2_000

/** Of the `redis` package. Its commands are refused at once while Redis is away: nothing waits for it. */
export type RedisClient = Awaited<ReturnType<typeof createRedisClient>>

/** Makes a client that, once it connects, connects again for as long as it takes. */
export async function createRedisClient(url: string) {
  // Half of what a relay loads at its start would be this, and most relays have no Redis.
  const { createClient } = await import('redis')
  return createClient({
    url,
    RESP: 3,
    name: 'firsthand',
    disableOfflineQueue: true,
    commandsQueueMaxLength: UNANSWERED,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      reconnectStrategy: (retries) => randomInt(Math.min(RETRY_MS, 100 * 2 ** retries)),
    },
  })
}
