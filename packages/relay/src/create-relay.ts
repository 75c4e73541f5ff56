import { createFailure } from '@firsthand/protocol'
import createFastify, { LogController, type FastifyInstance } from 'fastify'
import { checkConfig } from './check-config.ts'
import type { RelayConfig } from './config.ts'
import { refuseMalformed } from './http/refuse-malformed.ts'
import { sendError, sendFailure } from './http/send-failure.ts'
import { createLogOptions } from './log-options.ts'
import { relayPlugin, type RelayHandle } from './plugin.ts'
import type { RelayOptions } from './relay-options.ts'

/** Whoever neither finishes a request nor takes its answer keeps the relay from ending for so long. */
const REQUESTS_MS = 2_000

/** A relay with a server of its own. */
export interface Relay extends RelayHandle {
  /** The server, for further routes, hooks or `inject` in tests; before `listen`. */
  readonly fastify: FastifyInstance
  /**
   * Begins to listen, and answers the address it is reached at.
   *
   * @throws Error where the port is taken (`EADDRINUSE`) or not allowed
   */
  listen(): Promise<string>
  /** Takes nothing new, finishes what is under way, closes every connection and the store. */
  close(): Promise<void>
}

/**
 * Makes a relay.
 *
 * @throws ConfigError where the configuration cannot be used
 * @throws StoreError where the database cannot be opened, or another relay holds it
 * @example
 * const relay = await createRelay({ config: await readConfig(), assets: { widget, console } })
 * console.log(await relay.listen(), await relay.createSignInLink('ada'))
 */
export async function createRelay(options: RelayOptions & { logTo?: { write(line: string): void } }): Promise<Relay> {
  const { logTo, ...rest } = options
  const config = checkConfig(options.config)
  const fastify: FastifyInstance = createFastify({
    logger: { ...createLogOptions(config.logLevel), ...(logTo && { stream: logTo }) },
    trustProxy: readTrust(config.trustProxy),
    requestIdHeader: false,
    // The routes log a line of their own, once answered.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    // Whoever asks meanwhile whether the relay is ready gets a true answer.
    return503OnClosing: false,
    // An address that is none, and what is no HTTP at all, come past every route.
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: (error, socket) => refuseMalformed(fastify.log, error, socket),
  })
  let force: NodeJS.Timeout | undefined
  fastify.setErrorHandler(sendError)
  fastify.setNotFoundHandler((request, reply) => sendFailure(request, reply, createFailure('not-found')))
  try {
    await fastify.register(relayPlugin, { ...rest, config })
    // Behind the relay's own hook: commands under way have been answered by now.
    fastify.addHook('preClose', async () => {
      force = setTimeout(() => fastify.server.closeAllConnections(), REQUESTS_MS)
    })
    await fastify.ready()
  } catch (error) {
    await fastify.close()
    throw error
  }
  return {
    fastify,
    get url() {
      return fastify.relay.url
    },
    get metricsUrl() {
      return fastify.relay.metricsUrl
    },
    createSignInLink: (handle) => fastify.relay.createSignInLink(handle),
    async listen() {
      await fastify.listen({ host: config.host, port: config.port })
      return fastify.relay.url
    },
    async close() {
      await fastify.close()
      clearTimeout(force)
    },
  }
}

/** So many proxies next to the relay are believed; anything a client wrote further out is not (attack 28). */
function readTrust(trust: RelayConfig['trustProxy']): false | string[] | ((address: string, hop: number) => boolean) {
  return typeof trust === 'number' ? (_, hop) => hop < trust : trust
}
