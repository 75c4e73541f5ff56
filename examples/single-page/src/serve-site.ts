import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../site')
const types = { '.mjs': 'text/javascript', '.css': 'text/css' } as const

/** The site, listening. */
export interface Site {
  origin: string
  /** Names the relay that the tag on the page loads from. */
  embed(relay: string): void
  close(): Promise<void>
}

/** Serves the one page at every path, and its two files; 0 takes a free port. */
export async function serveSite(port: number): Promise<Site> {
  let relay = ''
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/router.mjs' || url === '/style.css' ? url : '/index.html'
    const type = types[name.slice(name.lastIndexOf('.')) as keyof typeof types] ?? 'text/html'
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` })
    response.end(readFileSync(join(folder, name), 'utf8').replaceAll('$relay', relay))
  })
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    embed: (at) => void (relay = at),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
