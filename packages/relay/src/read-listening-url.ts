import type { Server } from 'node:http'

/**
 * The address a listening server is reached at from the same machine.
 *
 * @throws Error where it does not listen yet: its port is not known then
 */
export function readListeningUrl(server: Server, host: string): string {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The relay does not listen yet; `publicUrl` names its address before it does.')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}
