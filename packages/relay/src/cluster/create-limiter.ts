import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { RedisClient } from './create-redis-client.ts'

/** So many of something within so many seconds, by address or by whatever else stands for one party. */
export interface Limiter {
  /** Takes one, and answers the milliseconds to wait where there is none left; null: go on. Never rejects. */
  take(key: string): Promise<number | null>
}

/** Makes a limiter of this name. Where several relays share a Redis they count together. */
export type CreateLimiter = (name: string, limit: { points: number; duration: number }) => Limiter

/**
 * Builds {@link CreateLimiter}: in Redis where there is one, and in this relay's memory where there is none or it is away. Then each
 * relay counts for itself, and nobody is kept out for Redis's sake.
 */
export function createLimiters(redis?: { client: RedisClient; scope: string }): CreateLimiter {
  return (name, limit) => {
    const own = new RateLimiterMemory({ ...limit, keyPrefix: name })
    const limiter = redis
      ? new RateLimiterRedis({
          ...limit,
          storeClient: redis.client,
          useRedisPackage: true,
          rejectIfRedisNotReady: true,
          insuranceLimiter: own,
          keyPrefix: `firsthand:${redis.scope}:${name}`,
        })
      : own
    return {
      take: (key) =>
        limiter.consume(key).then(
          () => null,
          (refused: { msBeforeNext?: number }) => refused.msBeforeNext ?? null,
        ),
    }
  }
}
