// The reference: a Socket.IO server that passes each message to the other of its pair and acknowledges it. No store, no check.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answerParent } from './answer-parent.ts'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
io.on('connection', (socket) => {
  const pair = String(socket.handshake.auth['pair'])
  void socket.join(pair)
  socket.on('message:send', (payload: unknown, ack: (answer: unknown) => void) => {
    socket.to(pair).emit('entry:committed', payload)
    ack({ ok: true })
  })
})
http.listen(0, '127.0.0.1', () => answerParent((http.address() as AddressInfo).port))
