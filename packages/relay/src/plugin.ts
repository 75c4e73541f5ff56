import { LIMITS, SIGN_IN_FRAGMENT } from '@firsthand/protocol'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { createSessions } from './access/sessions.ts'
import { checkConfig } from './check-config.ts'
import { systemClock } from './clock.ts'
import { openCluster } from './cluster/open-cluster.ts'
import { watchStanding } from './cluster/watch-standing.ts'
import { createDirectory } from './directory/create-directory.ts'
import { commands } from './features/commands.ts'
import { createConnected } from './gateway/connected.ts'
import { createPageFarewell, openGateway } from './gateway/gateway.ts'
import { authenticate, type HandshakeParts } from './gateway/handshake.ts'
import { createSocketFanOut } from './gateway/socket-fan-out.ts'
import { createSocketServer } from './gateway/socket-server.ts'
import { addRoutes } from './http/add-routes.ts'
import { openMetrics } from './operations/open-metrics.ts'
import type { Ports } from './ports.ts'
import { createFirstReplies } from './presence/first-replies.ts'
import { createHere } from './presence/here.ts'
import { createPages } from './presence/pages.ts'
import { tellPage } from './presence/tell-page.ts'
import { readListeningUrl } from './read-listening-url.ts'
import { openTraces } from './operations/open-traces.ts'
import { within } from './operations/within.ts'
import type { RelayOptions } from './relay-options.ts'
import { openStore } from './store/open-store.ts'
import { createLosses } from './store/restoring/losses.ts'

/** A database that does not answer keeps the relay from ending for so long. */
const CLOSE_STORE_MS = 5_000

/** What the plugin adds to a Fastify server as `fastify.relay`. */
export interface RelayHandle {
  /** The address the relay is reached at. Known once the server listens, or at once where `publicUrl` says it. */
  readonly url: string
  /** Where metrics are served, such as `http://127.0.0.1:9464/metrics`; null where `metrics` is not configured. */
  readonly metricsUrl: string | null
  /**
   * Makes a one-time sign-in link for a member, good for 30 minutes. Its token stands in the fragment and so reaches no server's log.
   *
   * @throws Error where no member has this handle
   */
  createSignInLink(handle: string): Promise<string>
}

declare module 'fastify' {
  interface FastifyInstance {
    relay: RelayHandle
  }
}

/**
 * The relay as a Fastify plugin, to live in an existing server beside its own routes. It closes with the server.
 *
 * @example
 * await fastify.register(relayPlugin, { config: await readConfig(), assets })
 */
export const relayPlugin: (fastify: FastifyInstance, options: RelayOptions) => Promise<void> = fastifyPlugin(addRelay, {
  name: '@firsthand/relay',
  fastify: '5.x',
})

async function addRelay(fastify: FastifyInstance, options: RelayOptions): Promise<void> {
  const config = checkConfig(options.config)
  const clock = options.clock ?? systemClock
  const log = fastify.log
  const directory = await createDirectory(config)
  const metrics = await openMetrics(config.metrics)
  fastify.addHook('onClose', () => metrics.close())
  if (metrics.url !== null) log.info({ url: metrics.url }, 'metrics are served')
  const store =
    options.store ??
    (await openStore({
      dataFolder: config.dataFolder,
      ...(config.database !== undefined && { database: config.database }),
      now: clock.now,
      metrics: metrics.count,
      note: (line) => log.warn(line),
      report: (cause) => log.error({ err: cause }, 'the store could not do its work'),
    }))
  fastify.addHook('onClose', async () => {
    const closed = await within(clock, CLOSE_STORE_MS, store.close())
    if (!closed) log.error('the store does not close; what was acknowledged is kept, and the relay ends without it')
  })

  const sessions = createSessions({ store, clock, directory })
  const authenticateMember = options.authenticateMember ?? sessions.authenticate
  const url = (): string => config.publicUrl ?? readListeningUrl(fastify.server, config.host)
  const ownOrigin = (): string => (config.publicUrl !== undefined || fastify.server.listening ? url() : '')
  const io = createSocketServer(fastify.server, (origin) => directory.origins.has(origin) || origin === ownOrigin(), config.polling)
  const limits = { ...LIMITS, ...config.limits }
  const connected = createConnected()
  const atHome = createSocketFanOut(io, connected, metrics.count)
  const ownHere = createHere({
    clock,
    hereMs: limits.hereMs,
    tell: (person, hereUntil) => atHome.toWatchers(person, 'presence:changed', { person, hereUntil }),
  })
  const farewell = createPageFarewell(() => ports, log)
  const ownPages = createPages({
    clock,
    gone: (person) => {
      cluster.pageGone(person)
      farewell(person)
    },
  })
  const cluster = await openCluster({
    redis: config.redis,
    io,
    scope: store.epoch,
    clock,
    hereMs: limits.hereMs,
    home: { fanOut: atHome, here: ownHere, pages: ownPages, firstReplies: createFirstReplies({ store, clock }) },
    tellPageAtHome: (person) => tellPage({ store, directory, pages: ownPages, fanOut: atHome }, person),
    log,
  })
  fastify.addHook('onClose', () => cluster.close())
  const { fanOut, here, pages, firstReplies } = cluster
  const { formerEpochs } = await store.readRestores()
  const losses = createLosses({
    store,
    formerEpochs,
    openedAt: clock.now(),
    metrics: metrics.count,
    report: (claim) => log.warn(claim, 'a client has seen more of a conversation than this database holds'),
  })
  metrics.count.sample({ restores: () => formerEpochs.length, lostSeqs: losses.count })
  const traces = openTraces()
  const ports: Ports = {
    store: traces.store(store),
    clock,
    directory,
    here,
    pages,
    firstReplies,
    fanOut: traces.fanOut(fanOut),
    limits,
    metrics: metrics.count,
    losses,
  }

  for (const { id, name, title, face } of directory.members) {
    await store.saveMember({ id, name, title, face: face?.path ?? null })
    const stored = await store.readPerson(id)
    if (stored?.appearAway) here.appearAway(id, true)
  }

  let draining = false
  metrics.count.sample({
    draining: () => (draining ? 1 : 0),
    membersHere: () => directory.members.filter(({ id }) => here.read(id).hereUntil !== null).length,
  })
  if (cluster.redis !== null) metrics.count.sample({ redisUp: () => (cluster.redis === 'ok' ? 1 : 0) })
  const handshake: HandshakeParts = { store, directory, authenticateMember, ownOrigin }
  const gateway = openGateway({
    io,
    connected,
    ports,
    log,
    commands: traces.commands(commands),
    authenticate: traces.authenticate((auth, request) => authenticate(auth, request, handshake)),
  })
  const standing = watchStanding({
    store,
    clock,
    connections: gateway.connections,
    members: directory.members.map(({ id }) => id),
    here: ownHere,
    report: (cause) => log.debug({ err: cause }, 'could not ask what was ended meanwhile'),
  })
  // Before the HTTP server stops listening, or it would wait for the sockets for ever.
  fastify.addHook('preClose', async () => {
    draining = true
    log.info('ending: nothing new is taken, and what is under way is finished')
    await gateway.close()
    standing.close()
    await cluster.close()
    here.close()
    pages.close()
  })

  await fastify.register(async (scope) => {
    traces.routes(scope)
    await addRoutes(scope, {
      ports,
      assets: options.assets ?? {},
      sessions,
      authenticateMember,
      ownOrigin,
      isDraining: () => draining,
      cluster,
    })
  })

  fastify.decorate('relay', {
    metricsUrl: metrics.url,
    get url() {
      return url()
    },
    async createSignInLink(handle) {
      const member = directory.findMember(handle)
      if (!member)
        throw new Error(
          `No member has the handle "${handle}". The configuration has: ${directory.members.map((one) => one.handle).join(', ')}.`,
        )
      return `${url()}/console/#${SIGN_IN_FRAGMENT}=${await sessions.createLinkToken(member.id)}`
    },
  })
}
