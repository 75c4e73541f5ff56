import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describePolicy } from './content-security-policy.ts'
import { findFile } from './find-file.ts'
import { listenLocally } from './listen-locally.ts'

const folder = join(import.meta.dirname, '../site')
const faces = join(import.meta.dirname, '..')

/** The one thing the pages do not know beforehand: where the relay is. */
const PLACEHOLDER = '{{relay}}'

/** The demo's site, listening. */
export interface Site {
  /** Such as `http://localhost:7421`. */
  origin: string
  /** Begins to serve the pages, with the widget of the relay at this origin. */
  serve(relay: string): void
  close(): Promise<void>
}

/**
 * Listens on `localhost`, so that its pages are of another site than a relay on `127.0.0.1`. It answers 503 until `serve` names the
 * relay: the relay has to know the site's port before it begins itself.
 *
 * @param port 0 takes a free one
 * @throws Error with `code` `EADDRINUSE` where the port is taken
 */
export async function listenSite(port: number): Promise<Site> {
  let relay: string | null = null
  const servers = await listenLocally(port, () =>
    createServer((request, response) => {
      void answer(request, response, relay).catch(() => response.destroy())
    }),
  )
  const address = servers[0]!.address() as AddressInfo
  return {
    origin: `http://localhost:${address.port}`,
    serve(at) {
      relay = at
    },
    async close() {
      await Promise.all(servers.map(closeServer))
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, relay: string | null): Promise<void> {
  if (relay === null) return void response.writeHead(503, { 'retry-after': '1' }).end()
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  // One slash at the front: with two, a redirect would lead to another host.
  const path = (request.url ?? '/').split('?', 1)[0]!.replace(/^\/+/, '/')
  const found = await findFile(path.startsWith('/faces/') ? faces : folder, path)
  if (!found && (await findFile(folder, `${path}/`))) return void response.writeHead(301, { location: `${path}/` }).end()
  const file = found ?? { path: join(folder, '404.html'), type: 'text/html; charset=utf-8' }
  const bytes = await readFile(file.path)
  const body = file.type.startsWith('text/html') ? bytes.toString().replaceAll(PLACEHOLDER, relay) : bytes
  response.writeHead(found ? 200 : 404, {
    'content-type': file.type,
    'content-length': Buffer.byteLength(body),
    // Type that has to be asked for anew comes too late for the first paint.
    'cache-control': file.type === 'font/woff2' ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': describePolicy(relay),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
