import type { FastifyLoggerOptions, PinoLoggerOptions } from 'fastify/types/logger.js'
import type { RelayConfig } from './config.ts'

/**
 * How the relay logs: one line a request with its route, never a body, a header or a query. Addresses may carry what is not for a log,
 * so of an address only the route's pattern is kept (attack 43).
 */
export function createLogOptions(level: RelayConfig['logLevel']): FastifyLoggerOptions & PinoLoggerOptions {
  return {
    level,
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
      res: (reply) => ({ statusCode: reply.statusCode }),
    },
  }
}
