import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One answer of a page server: a document's text, or all of it. */
export type ServedPage = string | { body: string; type?: string; status?: number; headers?: Record<string, string> }

export interface PageServer {
  /** Such as `http://localhost:40123`: another site than the relay's `127.0.0.1`. */
  readonly origin: string
  close(): Promise<void>
}

export interface PageServerOptions {
  /** Sent as `Content-Security-Policy` with every answer. In it, in headers and in bodies `$nonce` stands for the response's nonce. */
  csp?: string
  /** By path; a function is asked at each request, with the response's nonce. */
  pages: Record<string, ServedPage | ((request: { nonce: string; path: string }) => ServedPage)>
  /** 0 takes a free one. */
  port?: number
}

/** The policy a careful site sends: nonces, `strict-dynamic`, no inline style, Trusted Types. `relay` is the relay's address. */
export function strictPolicy(relay: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-$nonce' 'strict-dynamic'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `connect-src ${relay} ${relay.replace(/^http/, 'ws')}`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ')
}

/** Serves pages of a host site on `localhost`, so that a relay on `127.0.0.1` is truly another site. */
export async function servePages(options: PageServerOptions): Promise<PageServer> {
  let served = 0
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const nonce = `n${(served += 1)}`
    const page = options.pages[path]
    if (page === undefined && path === '/favicon.ico') {
      // Browsers ask for it by themselves; a missing one would stand in every page's console as an error.
      response.writeHead(204).end()
      return
    }
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.')
      return
    }
    const found = typeof page === 'function' ? page({ nonce, path }) : page
    const answer = typeof found === 'string' ? { body: found } : found
    const headers = { ...(options.csp ? { 'content-security-policy': options.csp } : {}), ...answer.headers }
    response.writeHead(answer.status ?? 200, {
      'content-type': answer.type ?? 'text/html; charset=utf-8',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll('$nonce', nonce)])),
    })
    response.end(answer.body.replaceAll('$nonce', nonce))
  })
  const port = await listen(server, options.port ?? 0)
  return { origin: `http://localhost:${port}`, close: () => closeServer(server) }
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, 'localhost', resolve)
  await promise
  return (server.address() as AddressInfo).port
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  return promise
}
