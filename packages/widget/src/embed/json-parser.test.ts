import { expect, it } from 'vitest'
import { Decoder, Encoder, PacketType, type Packet } from './json-parser.ts'

const read = (text: unknown): Packet => {
  const heard: Packet[] = []
  const decoder = new Decoder()
  decoder.on('decoded', (packet) => heard.push(packet))
  decoder.add(text)
  return heard[0]!
}

it.each([
  ['0', { type: PacketType.CONNECT, nsp: '/' }],
  ['0{"sid":"abc"}', { type: PacketType.CONNECT, nsp: '/', data: { sid: 'abc' } }],
  ['1', { type: PacketType.DISCONNECT, nsp: '/' }],
  ['2["typing:changed",{"typing":true}]', { type: PacketType.EVENT, nsp: '/', data: ['typing:changed', { typing: true }] }],
  ['212["hello",[1,{"a":"]\\n"}]]', { type: PacketType.EVENT, nsp: '/', id: 12, data: ['hello', [1, { a: ']\n' }]] }],
  ['37[{"ok":true}]', { type: PacketType.ACK, nsp: '/', id: 7, data: [{ ok: true }] }],
  ['2/admin,3["x"]', { type: PacketType.EVENT, nsp: '/admin', id: 3, data: ['x'] }],
  [
    '4{"message":"refused","data":{"code":"site-unknown"}}',
    { type: 4, nsp: '/', data: { message: 'refused', data: { code: 'site-unknown' } } },
  ],
])('reads and writes %s', (text, packet) => {
  expect(read(text)).toEqual(packet)
  expect(new Encoder().encode(packet)).toEqual([text])
})

it.each([
  ['binary attachments', '45999999-["a"]'],
  ['one binary attachment', '51-["a",{"_placeholder":true,"num":0}]'],
  ['a binary frame', new ArrayBuffer(4)],
  ['an unknown type', '7[]'],
  ['nothing', ''],
  ['an event without a name', '2[]'],
  ['an event whose name is a number', '2[1]'],
  ['a reserved event', '2["connect_error",{}]'],
  ['an acknowledgement that is no list', '31{}'],
  ['JSON that is none', '2["a"'],
  ['a disconnect with words', '1{}'],
])('[A19] [A23] refuses %s', (_, text) => {
  expect(() => read(text)).toThrow(/packet|payload|JSON/)
})

it('tells nobody who has left', () => {
  const decoder = new Decoder()
  const heard: Packet[] = []
  const handler = (packet: Packet): void => void heard.push(packet)
  decoder.on('decoded', handler)
  decoder.off('decoded', handler)
  decoder.add('0')
  expect(heard).toEqual([])
})
