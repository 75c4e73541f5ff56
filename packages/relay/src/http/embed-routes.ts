import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { createFailure } from '@firsthand/protocol'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { EmbedManifest } from '../assets.ts'
import { ConfigError } from '../config-error.ts'
import { listFolders } from './list-folders.ts'
import type { HttpParts } from './http-parts.ts'
import { sendFailure } from './send-failure.ts'

const LOADER_SECONDS = 300
const Manifest = Type.Object({ version: Type.String({ minLength: 1 }), loader: Type.String({ minLength: 1 }) })
const manifestForm = Compile(Manifest)

/** `/v1.js`, which changes with a release, and `/v1/<version>/…`, which never does; those of earlier releases stay. */
export async function addEmbedRoutes(scope: FastifyInstance, { assets }: HttpParts): Promise<void> {
  const folder = assets.widget
  if (folder === undefined) return
  const manifest = await readManifest(folder)
  await scope.register(fastifyStatic, {
    serve: false,
    root: listFolders(assets, 'widget'),
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    index: false,
  })

  scope.get('/v1.js', { schema: { summary: 'The widget’s loader' } }, (_, reply) => {
    allowEverywhere(reply)
    return reply.header('cache-control', `public, max-age=${LOADER_SECONDS}`).sendFile(manifest.loader, folder)
  })

  scope.get('/v1/:version/*', { schema: { summary: 'The widget’s files of one release' } }, (request, reply) => {
    const { version, '*': file } = request.params as { version: string; '*': string }
    if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) return sendFailure(request, reply, createFailure('not-found'))
    allowEverywhere(reply)
    return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`${version}/${file}`)
  })
}

/** Code without secrets, for any page. */
function allowEverywhere(reply: FastifyReply): void {
  void reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('vary', 'accept-encoding')
}

async function readManifest(folder: string): Promise<EmbedManifest> {
  const file = join(folder, 'manifest.json')
  try {
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (manifestForm.Check(manifest)) return manifest satisfies Static<typeof Manifest>
  } catch {
    // Falls through to the one message: not there, not JSON and not a manifest are mended in the same way.
  }
  throw new ConfigError([`assets.widget: ${file} is no manifest of a built widget. Build @firsthand/widget, or leave \`widget\` out.`])
}
