import type { FastifyBaseLogger } from 'fastify'
import { ConfigError } from '../config-error.ts'
import { createRedisClient, type RedisClient } from './create-redis-client.ts'
import { readRedisServer, REDIS_FLOOR, type RedisServer } from './redis-server.ts'
import { watchLife } from './watch-life.ts'

/** How long a relay waits for Redis when it starts; then it goes on without. */
const START_MS = 3_000
/** What is connected and still of no use is asked again after this. */
const RETRY_MS = 1_000
/** What may be under way to Redis and not answered yet; what is more is not sent. The log heals what was not told (P8). */
const UNANSWERED_BYTES = 8 * 1024 * 1024

/** Hears of each message on a channel, its own relay's left out. */
export type Hear = (message: Buffer, channel: Buffer) => void

/** The connection to Redis. It is there or it is not; nothing waits for it, nothing is queued for it, and nothing it does can throw. */
export interface RedisLink {
  readonly state: 'ok' | 'away'
  /** Sends to the other relays, or lets it be where Redis is away or does not keep up. */
  publish(channel: string, message: string | Buffer): void
  /** Hears of a channel from now on, through every loss and return of Redis. */
  subscribe(channel: string, hear: Hear): void
  /** Acts at each change; where Redis is there already, not at once. */
  onChange(act: (state: 'ok' | 'away') => void): void
  /** The client itself, for what needs commands; they reject at once while Redis is away. */
  readonly client: RedisClient
  close(): Promise<void>
}

/**
 * Opens the connection, and keeps opening it again for as long as it takes. Where Redis cannot be had within three seconds the relay
 * starts without it, and says so; it says so at each change, once.
 *
 * `relay` names this relay to the others: eight characters before each message tell whose it is, so that one's own are known unread.
 *
 * @throws ConfigError where the address is none, or Redis is there and too old
 */
export async function openRedisLink(parts: { url: string; relay: string; log: FastifyBaseLogger }): Promise<RedisLink> {
  const { log } = parts
  const own = Buffer.from(parts.relay)
  const client = await createRedisClient(parts.url)
  const channels = new Map<string, Hear>()
  /** What the client hears, and will hear again by itself after each return of Redis. */
  const heard = new Set<string>()
  const watchers: ((state: 'ok' | 'away') => void)[] = []
  const started = Promise.withResolvers<void>()
  let server: RedisServer | null = null
  let state: 'ok' | 'away' = 'away'
  let said: 'ok' | 'away' | null = null
  let unanswered = 0
  let cause: unknown
  let life: { close(): void } | undefined
  let retrying: NodeJS.Timeout | undefined

  const change = (to: 'ok' | 'away'): void => {
    const reason = cause instanceof Error ? cause.message : undefined
    if (to === 'away' && said !== 'away') log.warn({ reason }, 'Redis is away: other relays hear of nothing but by the database')
    if (to === 'ok' && state === 'away')
      log.info({ version: server?.version, pubsub: server?.sharded ? 'sharded' : 'classic' }, 'Redis is there')
    said = to
    if (to === state) return
    state = to
    for (const act of watchers) act(to)
  }

  const hearOn = async (channel: string, hear: Hear): Promise<void> => {
    const how = `${server?.sharded} ${channel}`
    if (heard.has(how)) return
    if (server?.sharded) await client.sSubscribe(channel, hear, true)
    else await client.subscribe(channel, hear, true)
    heard.add(how)
  }

  /** What must be known and heard before Redis counts as there. */
  const settle = async (): Promise<void> => {
    server = readRedisServer(await client.info('server'))
    if (!server.enough) throw createTooOld(server.version)
    for (const [channel, hear] of channels) await hearOn(channel, hear)
    change('ok')
    started.resolve()
  }

  client.on('error', (error: unknown) => {
    cause = error
    if (isTooOld(error)) started.reject(createTooOld())
    // Who is refused now need not wait: the relay starts, and Redis is tried again beside.
    else started.resolve()
    if (state === 'ok' && !client.isReady) change('away')
  })
  const settleOrRetry = (): void => {
    settle().catch((error: unknown) => {
      cause = error
      if (error instanceof ConfigError) started.reject(error)
      else retry()
    })
  }
  /** Connected and still of no use: a server that loads its data, or grants too little. It may think better of it. */
  const retry = (): void => {
    clearTimeout(retrying)
    retrying = setTimeout(() => client.isReady && settleOrRetry(), RETRY_MS).unref()
  }
  client.on('ready', () => {
    life?.close()
    life = watchLife(client, (silence) => {
      cause = silence
      client.destroy()
      change('away')
      connect()
    })
    settleOrRetry()
  })

  function connect(): void {
    client.connect().catch((error: unknown) => {
      cause = error
    })
  }
  connect()
  const wait = setTimeout(started.resolve, START_MS)
  try {
    await started.promise
  } catch (error) {
    client.destroy()
    throw error
  } finally {
    clearTimeout(wait)
  }
  if (state === 'away') change('away')

  return {
    get state() {
      return state
    },
    client,
    publish(channel, message) {
      const bytes = Buffer.byteLength(message)
      if (state === 'away' || unanswered + bytes > UNANSWERED_BYTES) return
      unanswered += bytes
      const signed = typeof message === 'string' ? parts.relay + message : Buffer.concat([own, message])
      const answered = (): void => void (unanswered -= bytes)
      ;(server?.sharded ? client.sPublish(channel, signed) : client.publish(channel, signed)).then(answered, answered)
    },
    subscribe(channel, hear) {
      // One and the same function each time it is subscribed, which the client calls once however often that was.
      const hearOthers: Hear = (message, from) => {
        if (!message.subarray(0, own.length).equals(own)) hear(message.subarray(own.length), from)
      }
      channels.set(channel, hearOthers)
      if (!server) return
      hearOn(channel, hearOthers).catch((error: unknown) => {
        cause = error
        change('away')
        retry()
      })
    },
    onChange: (act) => void watchers.push(act),
    async close() {
      watchers.length = 0
      said = 'away'
      life?.close()
      clearTimeout(retrying)
      // What was said last still goes out, where Redis takes it.
      if (client.isReady)
        await Promise.race([client.ping().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 500).unref())])
      client.destroy()
    },
  }
}

function createTooOld(version = 'of long ago'): ConfigError {
  return new ConfigError([`redis names a Redis ${version}, which is too old. Use ${REDIS_FLOOR} or later, or a Valkey.`])
}

function isTooOld(error: unknown): boolean {
  return error instanceof Error && /unknown command.*hello/i.test(error.message)
}
