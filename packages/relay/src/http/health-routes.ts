import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { createStoreCheck } from '../operations/check-store.ts'
import type { HttpParts } from './http-parts.ts'

const Readiness = Type.Object({
  ready: Type.Boolean(),
  store: Type.Enum(['ok', 'failing']),
  redis: Type.Optional(Type.Enum(['ok', 'away'])),
  draining: Type.Boolean(),
})

/**
 * `/healthz`: the process answers. `/readyz`: it can take messages now, which means it can write. Without its Redis it can, too: what
 * other relays do then reaches its clients by their own polling.
 */
export function addHealthRoutes(scope: FastifyInstance, { ports, isDraining, cluster }: HttpParts): void {
  const checkStore = createStoreCheck(ports)
  scope.get(
    '/healthz',
    { schema: { summary: 'Whether the process answers', response: { 200: Type.Object({ ok: Type.Literal(true) }) } } },
    (_, reply) => reply.header('cache-control', 'no-store').send({ ok: true }),
  )
  scope.get(
    '/readyz',
    { schema: { summary: 'Whether the relay can take messages now', response: { 200: Readiness, 503: Readiness } } },
    async (_, reply) => {
      const draining = isDraining()
      const writes = await checkStore()
      const ready = writes && !draining
      const { redis } = cluster
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ ready, store: writes ? 'ok' : 'failing', ...(redis && { redis }), draining })
    },
  )
}
