import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/**
 * What happens to a connection through the proxy.
 * - `pass`: bytes go through, `latencyMs` late each way.
 * - `refuse`: closed as soon as it is made.
 * - `swallow`: taken, and never answered.
 * - `upgrades`: WebSocket upgrades alone are refused (`400`) or swallowed; the rest passes.
 */
export type ProxyMode =
  | { mode: 'pass'; latencyMs?: number }
  | { mode: 'refuse' }
  | { mode: 'swallow' }
  | { mode: 'upgrades'; fate: 'refuse' | 'swallow' }

export interface FaultProxy {
  readonly port: number
  /** Connections that stand now, on the client's side. */
  readonly connections: number
  /** WebSocket upgrades that clients tried so far, whatever became of them. */
  readonly upgrades: number
  /** Where it passes bytes to; connections made already keep theirs. */
  target(port: number): void
  /** Changes what happens to new connections, and to the coming bytes of those that stand. */
  set(mode: ProxyMode): void
  /** Resets every connection that stands. */
  cut(): void
  close(): Promise<void>
}

/** A TCP proxy on loopback that can do to a connection what bad networks and proxies do. */
export async function startFaultProxy(options: { to?: number; port?: number } = {}): Promise<FaultProxy> {
  const clients = new Set<Socket>()
  let to = options.to ?? 0
  let mode: ProxyMode = { mode: 'pass' }
  let upgrades = 0

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    client.on('error', ignore)
    if (mode.mode === 'refuse') {
      client.resetAndDestroy()
      return
    }
    clients.add(client)
    client.on('close', () => clients.delete(client))
    if (mode.mode === 'swallow') {
      client.resume()
      return
    }
    const upstream = connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    upstream.on('error', () => client.resetAndDestroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
    pipeLate(upstream, client, () => mode)
    pipeLate(
      client,
      upstream,
      () => mode,
      (chunk) => {
        if (!isUpgrade(chunk)) return true
        upgrades += 1
        if (mode.mode !== 'upgrades') return true
        if (mode.fate === 'refuse') client.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
        return false
      },
    )
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')

  const cut = (): void => clients.forEach((client) => client.resetAndDestroy())
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return clients.size
    },
    get upgrades() {
      return upgrades
    },
    target(port) {
      to = port
    },
    set(next) {
      mode = next
    },
    cut,
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Copies bytes in their order, each chunk as late as the mode then says; `let through` may keep a chunk back for good. */
function pipeLate(from: Socket, into: Socket, modeNow: () => ProxyMode, letThrough: (chunk: Buffer) => boolean = () => true): void {
  let swallowed = false
  let line: Promise<void> = Promise.resolve()
  from.on('data', (chunk: Buffer) => {
    const mode = modeNow()
    if (mode.mode === 'swallow' || swallowed) return
    if (!letThrough(chunk)) {
      swallowed = true
      return
    }
    const late = mode.mode === 'pass' ? (mode.latencyMs ?? 0) : 0
    if (late === 0) {
      line = line.then(() => void into.write(chunk))
      return
    }
    const due = new Promise<void>((resolve) => setTimeout(resolve, late))
    line = line.then(() => due).then(() => void into.write(chunk))
  })
  from.on('end', () => {
    line = line.then(() => void into.end())
  })
}

function isUpgrade(chunk: Buffer): boolean {
  if (chunk.subarray(0, 4).toString('latin1') !== 'GET ') return false
  return /\r\nupgrade: *websocket\r\n/i.test(chunk.toString('latin1'))
}

function ignore(): void {
  // A client that resets its connection is what this proxy is for.
}
