import { randomBytes } from 'node:crypto'
import type { PersonId } from '@firsthand/protocol'
import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../clock.ts'
import type { FanOut } from '../gateway/fan-out.ts'
import type { RelayServer } from '../gateway/socket-server.ts'
import type { FirstReplies } from '../presence/first-replies.ts'
import type { Here } from '../presence/here.ts'
import type { Pages } from '../presence/pages.ts'
import { createBus } from './bus.ts'
import { createLimiters, type CreateLimiter } from './create-limiter.ts'
import { joinCluster } from './join-cluster.ts'
import { openRedisLink } from './redis-link.ts'

/** The relay's own halves of what several relays do together. */
export interface OwnHalves {
  fanOut: FanOut
  here: Here
  pages: Pages
  firstReplies: FirstReplies
}

/** What {@link openCluster} needs. */
export interface ClusterOptions {
  /** Where Redis is; none: this relay tells nobody, and hears of nobody. */
  redis: string | undefined
  io: RelayServer
  /** What the relays have in common and no others have: the epoch of their database. */
  scope: string
  clock: Clock
  hereMs: number
  home: OwnHalves
  /** Tells the members connected to this relay where a visitor is now. */
  tellPageAtHome: (person: PersonId) => Promise<void>
  log: FastifyBaseLogger
}

/** The halves as commands shall use them. */
export interface OpenCluster extends OwnHalves {
  /** Whether Redis can be had; null where none is configured. */
  readonly redis: 'ok' | 'away' | null
  createLimiter: CreateLimiter
  /** A visitor is connected to this relay no more. */
  pageGone(person: PersonId): void
  /** Says that this relay ends; whatever goes on in it reaches no other from then on. Once is enough, twice does nothing more. */
  close(): Promise<void>
}

/**
 * Joins the other relays on the same database over Redis, or stays alone where none is configured.
 *
 * @throws ConfigError where Redis is there and too old
 */
export async function openCluster(options: ClusterOptions): Promise<OpenCluster> {
  const { home, io, scope, clock, hereMs, tellPageAtHome, log } = options
  if (options.redis === undefined) {
    return { ...home, redis: null, createLimiter: createLimiters(), pageGone: () => undefined, close: async () => undefined }
  }
  const relay = randomBytes(6).toString('base64url')
  const link = await openRedisLink({ url: options.redis, relay, log })
  const bus = createBus({ io, link, relay, scope })
  const report = (cause: unknown): void => log.debug({ err: cause }, 'what another relay said was of no use')
  const { fanOut, here, pages, firstReplies, pageGone, join, leave } = joinCluster({ ...home, bus, clock, hereMs, tellPageAtHome, report })
  link.onChange((state) => {
    if (state === 'ok') join()
  })
  if (link.state === 'ok') join()
  let closing: Promise<void> | undefined
  return {
    fanOut,
    here,
    pages,
    firstReplies,
    pageGone,
    createLimiter: createLimiters({ client: link.client, scope }),
    get redis() {
      return link.state
    },
    close() {
      if (!closing) {
        leave()
        closing = link.close()
      }
      return closing
    },
  }
}
