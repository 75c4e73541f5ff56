import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisClient } from './create-redis-client.ts'

/** Redis that does not answer within this is not waited for; whether it is away turns out later. */
const PATIENCE_MS = 1_000

/** So many of something within so many seconds, by address or by whatever else stands for one party. */
export interface Limiter {
  /** Takes one, and answers the milliseconds to wait where there is none left; null: go on. Never rejects. */
  take(key: string): Promise<number | null>
}

/** Makes a limiter of this name. Where several relays share a Redis they count together. */
export type CreateLimiter = (name: string, limit: { points: number; duration: number }) => Limiter

/**
 * Builds {@link CreateLimiter}: in Redis where there is one, and in this relay's memory where there is none, or it is away or does not answer.
 * Then each relay counts for itself, and nobody is kept out for Redis's sake.
 */
export function createLimiters(redis?: { client: RedisClient; scope: string }): CreateLimiter {
  return (name, limit) => {
    const own = new RateLimiterMemory({ ...limit, keyPrefix: name })
    if (!redis) return { take: (key) => readWait(own.consume(key)) }
    const shared = new RateLimiterRedis({
      ...limit,
      storeClient: redis.client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `firsthand:${redis.scope}:${name}`,
    })
    return {
      async take(key) {
        let taken: Promise<RateLimiterRes> | undefined
        // Once, whether Redis says that it cannot or says nothing.
        const takeOwn = (): Promise<RateLimiterRes> => (taken ??= own.consume(key))
        const { promise: late, resolve } = Promise.withResolvers<RateLimiterRes>()
        const patience = setTimeout(() => resolve(takeOwn()), PATIENCE_MS)
        const together = shared.consume(key).catch((refused: unknown) => {
          if (refused instanceof Error) return takeOwn()
          throw refused
        })
        try {
          return await readWait(Promise.race([together, late]))
        } finally {
          clearTimeout(patience)
        }
      },
    }
  }
}

/** A limiter rejects with what is left to wait; whatever else goes wrong with it keeps nobody out. */
function readWait(taken: Promise<RateLimiterRes>): Promise<number | null> {
  return taken.then(
    () => null,
    (refused: { msBeforeNext?: number }) => refused.msBeforeNext ?? null,
  )
}
