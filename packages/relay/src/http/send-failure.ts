import { createFailure, type Failure } from '@firsthand/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { StoreError } from '../store/store-error.ts'
import { statusOf } from './status-of.ts'

/** Sends a failure as every route does: its status, and itself as the body with the request's name in the log. */
export function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  request.log.debug({ code: failure.code, at: failure.at }, 'refused')
  if (failure.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(failure.retryAfterMs / 1000))
  return reply
    .code(statusOf(failure.code))
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({ ...failure, request: request.id })
}

/** Turns whatever a route threw into a failure. Only the relay's own faults are logged as errors. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = readError(error)
  if (statusOf(failure.code) >= 500) request.log.error({ err: error, code: failure.code }, 'request failed')
  return sendFailure(request, reply, failure)
}

function readError(error: FastifyError): Failure {
  if (error instanceof StoreError) return createFailure(error.code === 'store-closed' ? 'draining' : 'store-unavailable')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return createFailure('content-type-refused')
  if (error instanceof InvalidInput) return createFailure('payload-invalid', { at: error.at })
  const status = error.statusCode ?? 500
  if (status === 404) return createFailure('not-found')
  return status >= 400 && status < 500 ? createFailure('payload-invalid') : createFailure('internal')
}

/** A query or body that does not fit its schema. */
export class InvalidInput extends Error {
  readonly statusCode = 400
  readonly at: string

  constructor(at: string) {
    super('payload-invalid')
    this.at = at
  }
}
