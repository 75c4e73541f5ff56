import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server that speaks as much of Redis as it takes to be found too old. */
export async function startOldRedis(version: '5' | '6.0.16'): Promise<{ url: string; close(): Promise<void> }> {
  const info = `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n`
  const answers: Record<string, string> = {
    HELLO: version === '5' ? "-ERR unknown command 'HELLO', with args beginning with: '3'\r\n" : '%0\r\n',
    INFO: `$${info.length}\r\n${info}\r\n`,
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      // Each command is an array of strings, and its name the first of them.
      for (const [, name = ''] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) socket.write(answers[name] ?? '+OK\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
