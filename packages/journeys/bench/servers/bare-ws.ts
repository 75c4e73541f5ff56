// The floor: a `ws` server that passes each message to the other of its pair and answers an ack. No store, no check.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { answerParent } from './answer-parent.ts'

const pairs = new Map<string, Set<WebSocket>>()
const http = createServer()
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const pair = pairs.get(name) ?? new Set()
  pairs.set(name, pair.add(socket))
  socket.on('close', () => pair.delete(socket))
  socket.on('message', (frame: Buffer) => {
    const [, payload] = JSON.parse(frame.toString()) as [number, unknown]
    const out = JSON.stringify(payload)
    for (const other of pair) if (other !== socket) other.send(out)
    socket.send('{"ok":true}')
  })
})
http.listen(0, '127.0.0.1', () => answerParent((http.address() as AddressInfo).port))
