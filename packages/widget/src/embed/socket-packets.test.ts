import { expect, it } from 'vitest'
import { PacketType, readPacket, writePacket } from './socket-packets.ts'

it.each([
  ['0', { type: PacketType.CONNECT }],
  ['0{"sid":"abc"}', { type: PacketType.CONNECT, data: { sid: 'abc' } }],
  ['1', { type: PacketType.DISCONNECT }],
  ['2["typing:changed",{"typing":true}]', { type: PacketType.EVENT, data: ['typing:changed', { typing: true }] }],
  ['212["hello",[1,{"a":"]\\n"}]]', { type: PacketType.EVENT, id: 12, data: ['hello', [1, { a: ']\n' }]] }],
  ['37[{"ok":true}]', { type: PacketType.ACK, id: 7, data: [{ ok: true }] }],
  ['4{"message":"refused","data":{"code":"site-unknown"}}', { type: 4, data: { message: 'refused', data: { code: 'site-unknown' } } }],
])('reads and writes %s', (text, packet) => {
  expect(readPacket(text)).toEqual(packet)
  expect(writePacket(packet)).toEqual(text)
})

it.each([
  ['binary attachments', '45999999-["a"]'],
  ['one binary attachment', '51-["a",{"_placeholder":true,"num":0}]'],
  ['a binary frame', new ArrayBuffer(4)],
  ['an unknown type', '7[]'],
  ['nothing', ''],
  ['another namespace', '2/admin,3["x"]'],
  ['an event without a name', '2[]'],
  ['an event whose name is a number', '2[1]'],
  ['an acknowledgement that is no list', '31{}'],
  ['JSON that is none', '2["a"'],
  ['a disconnect with words', '1{}'],
])('[A19] [A23] refuses %s', (_, text) => {
  expect(() => readPacket(text)).toThrow(/packet|payload|JSON/)
})
