import { once } from 'node:events'
import { WebSocket } from 'ws'
import { BROWSER_HEADERS } from './pair.ts'

/**
 * The thinnest Socket.IO client there is: frames as text on a bare socket, nothing parsed that need not be, so that making the load
 * costs far less than what is measured.
 */
export interface SocketioSocket {
  /** Emits with an acknowledgement; `json` is the payload as text. Resolves with the answer as text. */
  ask(event: string, json: string): Promise<string>
  /** Called at each event that arrives, with the frame as text. */
  onEvent: (frame: string) => void
  close(): void
}

export async function openSocketio(url: string, auth: object, headers: Record<string, string> = {}): Promise<SocketioSocket> {
  const socket = new WebSocket(`${url}/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: { ...BROWSER_HEADERS, ...headers },
  })
  const waiting = new Map<number, (answer: string) => void>()
  const { promise: connected, resolve, reject } = Promise.withResolvers<void>()
  let asked = 0
  const opened: SocketioSocket = {
    ask(event, json) {
      asked += 1
      socket.send(`42${asked}["${event}",${json}]`)
      return new Promise((answered) => waiting.set(asked, answered))
    },
    onEvent: () => undefined,
    close: () => socket.terminate(),
  }
  socket.on('error', reject)
  socket.on('close', () => reject(new Error(`${url} closed the connection.`)))
  socket.on('message', (data: Buffer) => {
    const frame = data.toString()
    if (frame === '2') socket.send('3')
    else if (frame.startsWith('0')) socket.send(`40${JSON.stringify(auth)}`)
    else if (frame.startsWith('40')) resolve()
    else if (frame.startsWith('44')) reject(new Error(`Refused: ${frame.slice(2)}`))
    else if (frame.startsWith('43')) {
      const bracket = frame.indexOf('[')
      const id = Number(frame.slice(2, bracket))
      waiting.get(id)?.(frame.slice(bracket + 1, -1))
      waiting.delete(id)
    } else if (frame.startsWith('42')) opened.onEvent(frame)
  })
  if (socket.readyState !== WebSocket.OPEN) await Promise.race([once(socket, 'open'), connected])
  await connected
  return opened
}
