import fastifySwagger from '@fastify/swagger'
import { createFailure, LIMITS } from '@firsthand/protocol'
import type { FastifyInstance } from 'fastify'
import { addCardRoute } from './card-route.ts'
import { addConsoleRoutes } from './console-routes.ts'
import { addEmbedRoutes } from './embed-routes.ts'
import { addFaceRoute } from './face-route.ts'
import { addHealthRoutes } from './health-routes.ts'
import type { HttpParts } from './http-parts.ts'
import { sendError, sendFailure } from './send-failure.ts'
import { addSessionRoutes } from './session-routes.ts'
import { useStrictForms } from './strict-forms.ts'

/** The one type of body there is, with the one parameter that changes nothing. */
const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=utf-8)?$/i

/** Adds every route of the relay to a scope of its own: nothing of how it treats errors, bodies or headers reaches the host's routes. */
export async function addRoutes(scope: FastifyInstance, parts: HttpParts): Promise<void> {
  useStrictForms(scope)
  scope.setErrorHandler(sendError)
  scope.removeAllContentTypeParsers()
  // Fastify compares types in a notation of its own; what is exactly right is for the hook to say, which runs first.
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: LIMITS.frameBytes },
    scope.getDefaultJsonParser('error', 'error'),
  )
  scope.addHook('onRequest', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff')
    const type = request.headers['content-type']
    if (type !== undefined && !JSON_TYPE.test(type)) return sendFailure(request, reply, createFailure('content-type-refused'))
  })
  scope.addHook('onResponse', async ({ method, log, routeOptions }, { statusCode, elapsedTime }) => {
    log.debug({ method, route: routeOptions.url, statusCode, ms: Math.round(elapsedTime * 10) / 10 }, 'answered')
  })
  await scope.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Firsthand relay',
        version: '1',
        description: 'What the relay answers over HTTP. Conversations go over the socket: see docs/PROTOCOL.md.',
      },
    },
  })
  scope.get('/openapi.json', { schema: { summary: 'This document' } }, () => scope.swagger())
  addHealthRoutes(scope, parts)
  addSessionRoutes(scope, parts)
  addCardRoute(scope, parts)
  addFaceRoute(scope, parts)
  // Each in a scope of its own: both bring a `sendFile` with other folders behind it.
  await scope.register(async (inner) => addEmbedRoutes(inner, parts))
  await scope.register(async (inner) => addConsoleRoutes(inner, parts))
}
