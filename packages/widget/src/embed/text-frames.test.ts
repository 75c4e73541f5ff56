import { expect, it } from 'vitest'
import { decodePacket, decodePayload, encodePacket, encodePayload, type Frame } from './text-frames.ts'

const write = (frame: Frame): string => {
  let written = ''
  encodePacket(frame, true, (text) => (written = text))
  return written
}

it.each<[string, Frame]>([
  ['0{"sid":"x"}', { type: 'open', data: '{"sid":"x"}' }],
  ['1', { type: 'close' }],
  ['2probe', { type: 'ping', data: 'probe' }],
  ['3', { type: 'pong' }],
  ['42["a"]', { type: 'message', data: '2["a"]' }],
  ['5', { type: 'upgrade' }],
  ['6', { type: 'noop' }],
])('reads and writes %s', (text, frame) => {
  expect(decodePacket(text)).toEqual(frame)
  expect(write(frame)).toBe(text)
})

it.each([['7'], ['b4AAA'], [''], [new ArrayBuffer(2)]])('reads %s as an error', (text) => {
  expect(decodePacket(text).type).toBe('error')
})

it('reads and writes several in one polling request', () => {
  const frames: Frame[] = [{ type: 'message', data: '2["a"]' }, { type: 'pong' }]
  let written = ''
  encodePayload(frames, (text) => (written = text))
  expect(written).toBe('42["a"]\u001e3')
  expect(decodePayload(written)).toEqual(frames)
})
