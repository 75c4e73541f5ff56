import type { FastifyLoggerOptions, PinoLoggerOptions } from 'fastify/types/logger.js'
import type { RelayConfig } from './config.ts'

/** Fields that have no place in a log, should one ever be handed to it, at the top or one level down. */
const NEVER = ['secret', 'token', 'password', 'cookie', 'authorization', 'auth', 'headers', 'body', 'text', 'query', 'parameters']

/**
 * How the relay logs: one line an event, as JSON with fields. Of a request it keeps the method and the route's pattern, never a body, a
 * header or a query: addresses may carry what is not for a log (attack 43). `request` is the name that the client's failure carries too.
 */
export function createLogOptions(level: RelayConfig['logLevel']): FastifyLoggerOptions & PinoLoggerOptions {
  return {
    level,
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: describeError,
    },
    redact: { paths: NEVER.flatMap((field) => [field, `*.${field}`]), remove: true },
  }
}

/** What is told of an error: a database's own errors have further fields, with the very row that did not fit. */
type LoggedError = {
  type: string
  code?: string
  message: string
  stack: string
  cause?: LoggedError
}

/** An error with its causes, and nothing else that hangs on it. */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const code: unknown = Reflect.get(error, 'code')
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message,
    stack: error.stack ?? '',
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
