import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** On a machine without IPv6 there is nobody to be mistaken for. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/**
 * Listens on one port at both addresses `localhost` may mean: browsers try `::1` first, and would meet whoever else listens there.
 *
 * @param port 0 takes a free one
 * @param create makes one server; it is called once for each address
 * @throws Error with `code` `EADDRINUSE` where the port is taken at either
 */
export async function listenLocally(port: number, create: () => Server): Promise<Server[]> {
  const first = await listen(create(), port, '127.0.0.1')
  const taken = (first.address() as AddressInfo).port
  try {
    return [first, await listen(create(), taken, '::1')]
  } catch (reason) {
    if (NO_SUCH_ADDRESS.has(String((reason as NodeJS.ErrnoException).code))) return [first]
    first.close()
    // A free port at one address may be taken at the other: another one, then.
    if (port === 0) return listenLocally(0, create)
    throw reason
  }
}

async function listen(server: Server, port: number, host: string): Promise<Server> {
  server.listen({ port, host, ipv6Only: true })
  await once(server, 'listening')
  return server
}
