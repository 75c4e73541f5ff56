import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { HttpParts } from './http-parts.ts'
import { listFolders } from './list-folders.ts'

/** `/console/`: the owner's web app. Hashed files never change; every other path is the app itself. */
export async function addConsoleRoutes(scope: FastifyInstance, { assets, ownOrigin }: HttpParts): Promise<void> {
  const folder = assets.console
  if (folder === undefined) return
  await scope.register(fastifyStatic, {
    serve: false,
    root: listFolders(assets, 'console'),
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    index: false,
  })

  scope.get('/console', { schema: { hide: true } }, (_, reply) => reply.redirect('/console/', 308))
  scope.get('/console/*', { schema: { summary: 'The console' } }, (request, reply) => {
    const file = (request.params as { '*': string })['*']
    protect(reply, ownOrigin())
    if (file.startsWith('assets/')) return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(file)
    void reply.header('cache-control', 'no-cache')
    // A path with an ending is a file such as the icon or the service worker; any other is a place inside the app.
    return reply.sendFile(/\.[a-z0-9]+$/i.test(file) ? file : 'index.html', folder)
  })
}

/** The console trusts nothing but its own files: no inline script or style, no frame around it, no HTML sink (attack 41). */
function protect(reply: FastifyReply, origin: string): void {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${origin.replace(/^http/, 'ws')}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]
  void reply
    .header('content-security-policy', policy.join('; '))
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    .header('vary', 'accept-encoding')
}
