import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends a small JSON answer, compressed where that is accepted: a card with a face in it must fit into few packets. */
export function sendCompressed(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  const body = Buffer.from(JSON.stringify(answer))
  const accepted = readAccepted(request.headers['accept-encoding'])
  void reply.type('application/json; charset=utf-8')
  if (accepted.has('br')) {
    // A window no larger than what is sent: the usual one of megabytes costs ten times the time for the same bytes.
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: 12,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    }
    return reply.header('content-encoding', 'br').send(brotliCompressSync(body, { params }))
  }
  if (accepted.has('gzip')) return reply.header('content-encoding', 'gzip').send(gzipSync(body))
  return reply.send(body)
}

function readAccepted(header: string | string[] | undefined): ReadonlySet<string> {
  const codings = String(header ?? '').split(',')
  return new Set(codings.filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding)).map((coding) => coding.split(';')[0]!.trim()))
}
