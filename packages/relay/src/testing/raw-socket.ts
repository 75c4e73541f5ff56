import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { SOCKET_PATH, type HandshakeAuth } from '@firsthand/protocol'

/** A WebSocket by hand: for frames that no well-behaved client sends. */
export interface RawSocket {
  /** Sends a text frame, masked as a client must; `reserved` sets the bit that says "compressed". */
  send(text: string, reserved?: boolean): void
  /** The next text frame that fits. */
  read(fits: (text: string) => boolean): Promise<string>
  /** Resolves with everything that came, once the relay has closed. */
  closed: Promise<string>
  /** Reads nothing more, and again. */
  pause(): void
  resume(): void
  end(): void
}

/** The first line of what the relay answers to the upgrade. */
export async function readUpgradeStatus(
  url: string,
  headers: Record<string, string>,
  query = 'EIO=4&transport=websocket',
): Promise<string> {
  const { socket } = await upgrade(url, headers, query)
  try {
    return await new Promise((resolve) => void socket.once('data', (chunk) => resolve(chunk.toString('latin1').split('\r\n', 1)[0]!)))
  } finally {
    socket.destroy()
  }
}

/** Opens one, and with `auth` goes through the handshake and says hello. */
export async function openRawSocket(url: string, auth?: HandshakeAuth): Promise<RawSocket> {
  const { socket } = await upgrade(url, {}, 'EIO=4&transport=websocket')
  let came = ''
  const waiting = new Set<() => void>()
  socket.on('data', (chunk) => {
    came += chunk.toString('latin1')
    for (const look of waiting) look()
  })
  socket.on('error', () => undefined)
  const read = (fits: (text: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!fits(came)) return
        waiting.delete(look)
        resolve(came)
      }
      waiting.add(look)
      look()
    })
  // Closed by a close frame, or without one.
  const closed = Promise.race([read(hasCloseFrame), new Promise<string>((resolve) => void socket.once('close', () => resolve(came)))])
  void closed.then(() => socket.destroy())
  const raw: RawSocket = {
    send: (text, reserved = false) => void socket.write(toFrame(text, reserved)),
    read,
    closed,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end: () => socket.destroy(),
  }
  await read((text) => text.includes('"sid"'))
  if (auth) {
    raw.send(`40${JSON.stringify(auth)}`)
    await read((text) => text.includes('40{"sid"'))
    raw.send('420["hello",{"inbox":null,"open":[]}]')
    await read((text) => text.includes('430['))
  }
  return raw
}

async function upgrade(url: string, headers: Record<string, string>, query: string): Promise<{ socket: Socket }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await new Promise((resolve) => void socket.once('connect', resolve))
  const lines = Object.entries({
    host: `${hostname}:${port}`,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`)
  socket.write(`GET ${SOCKET_PATH}/?${query} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  return { socket }
}

/** Whether the frames behind the response's head end with the one that closes. */
function hasCloseFrame(came: string): boolean {
  let at = came.indexOf('\r\n\r\n') + 4
  while (at >= 4 && at + 1 < came.length) {
    if ((came.charCodeAt(at) & 0x0f) === 8) return true
    const short = came.charCodeAt(at + 1)
    const long = short === 126 ? (came.charCodeAt(at + 2) << 8) | came.charCodeAt(at + 3) : short
    at += long + (short === 126 ? 4 : 2)
  }
  return false
}

function toFrame(text: string, reserved: boolean): Buffer {
  const payload = Buffer.from(text)
  const mask = randomBytes(4)
  const first = Buffer.from([0x81 | (reserved ? 0x40 : 0)])
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 255])
        : Buffer.concat([Buffer.from([0x80 | 127]), toLength(payload.length)])
  return Buffer.concat([first, length, mask, payload.map((byte, index) => byte ^ mask[index % 4]!)])
}

function toLength(bytes: number): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(bytes))
  return length
}
