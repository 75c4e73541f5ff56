import { createFailure } from '@firsthand/protocol'
import type { FastifyInstance } from 'fastify'
import type { HttpParts } from './http-parts.ts'
import { sendFailure } from './send-failure.ts'

/** `GET /v1/faces/<hash>.webp`: members' pictures, by their content and so for ever the same. */
export function addFaceRoute(scope: FastifyInstance, { ports }: HttpParts): void {
  const faces = new Map(ports.directory.members.flatMap(({ face }) => (face ? [[face.path, face.bytes] as const] : [])))
  scope.get('/v1/faces/:file', { schema: { summary: 'A member’s picture, 96 px square WebP' } }, (request, reply) => {
    const bytes = faces.get(`/v1/faces/${(request.params as { file: string }).file}`)
    if (!bytes) return sendFailure(request, reply, createFailure('not-found'))
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('image/webp')
      .send(bytes)
  })
}
