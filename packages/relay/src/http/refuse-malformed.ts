import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { createFailure } from '@firsthand/protocol'
import type { FastifyBaseLogger } from 'fastify'

/** What Node's parser says besides "this is no HTTP", by the status that fits it better than 400. */
const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/** Answers what is no HTTP with a failure like any other, and hangs up: no route, hook or reply has seen it. */
export function refuseMalformed(log: FastifyBaseLogger, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = STATUS[error.code ?? ''] ?? 400
  const request = randomUUID()
  log.debug({ request, code: 'payload-invalid', parser: error.code, status }, 'refused what is no HTTP')
  const body = JSON.stringify({ ...createFailure('payload-invalid'), request })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy(error)
}
