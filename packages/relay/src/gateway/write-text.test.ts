import type { Writable } from 'node:stream'
import * as ws from 'ws'
import { expect, test } from 'vitest'
import type { RelaySocket } from './socket-server.ts'
import { answerPacket, eventPacket, writeText, type TextPacket } from './write-text.ts'

interface Written {
  way: 'transport' | 'queue'
  data: string
  frame: Buffer | undefined
}

function createSocket(state: { name?: string; writable?: boolean; readyState?: string } = {}) {
  const written: Written[] = []
  const { name = 'websocket', writable = true, readyState = 'open' } = state
  const keep = (way: Written['way'], data: string, options: NonNullable<TextPacket['options']>): void => {
    written.push({ way, data, frame: options.wsPreEncodedFrame?.[0] })
  }
  const conn = {
    readyState,
    transport: {
      name,
      writable,
      send: ([packet]: [{ data: string; options: NonNullable<TextPacket['options']> }]) => keep('transport', packet.data, packet.options),
    },
    write: (data: string, options: NonNullable<TextPacket['options']>) => keep('queue', data, options),
  }
  return { socket: { conn } as unknown as RelaySocket, written }
}

// Its types do not show it.
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable }

/** What a WebSocket client reads out of a frame. */
function readFrame(frame: Buffer | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false })
    receiver.on('message', (data: Buffer, isBinary: boolean) => (isBinary ? reject(new Error('binary')) : resolve(data.toString())))
    receiver.on('error', reject)
    receiver.write(frame)
  })
}

// A frame's length is written in one, three or nine bytes; both sides of each bound, in letters that take one byte and four.
test.each([0, 60, 123, 124, 125, 126, 127, 1_000, 65_520, 65_535, 65_536, 200_000])(
  'a text of about %i bytes arrives as it was written',
  async (length) => {
    for (const text of ['a'.repeat(length), '🐦'.repeat(Math.ceil(length / 4))]) {
      const { socket, written } = createSocket()
      writeText(socket, { text })
      expect(await readFrame(written[0]?.frame)).toBe(`4${text}`)
    }
  },
)

test('events and answers are Socket.IO packets', () => {
  expect(eventPacket('cursor:moved', { read: 1 }).text).toBe('2["cursor:moved",{"read":1}]')
  expect(answerPacket(12, { ok: true, value: null }).text).toBe('312[{"ok":true,"value":null}]')
})

test('an event for many is one frame', () => {
  const packet = eventPacket('cursor:moved', {})
  const sockets = [createSocket(), createSocket({ writable: false }), createSocket()]
  for (const { socket } of sockets) writeText(socket, packet)
  const [first, ...others] = sockets.map(({ written }) => written[0]!.frame)
  expect(others.every((frame) => frame === first)).toBe(true)
})

test('a connection that has not taken the last one gets the next through its queue, where what waits is counted', () => {
  const { socket, written } = createSocket({ writable: false })
  writeText(socket, eventPacket('cursor:moved', {}))
  expect(written).toMatchObject([{ way: 'queue' }])
})

test('polling gets the text itself, and a connection that closes nothing', () => {
  const polling = createSocket({ name: 'polling' })
  const closing = createSocket({ readyState: 'closing' })
  for (const { socket } of [polling, closing]) writeText(socket, eventPacket('cursor:moved', {}))
  expect(polling.written).toEqual([{ way: 'queue', data: '2["cursor:moved",{}]', frame: undefined }])
  expect(closing.written).toEqual([])
})
