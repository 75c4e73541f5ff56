import { expect, it } from 'vitest'
import { checkAckOrder } from './ack-order.ts'

const WAL = '/data/firsthand.sqlite-wal'
const write = (token: string): string => `71 pwrite64(21<${WAL}>, "\\0\\0{\\"text\\":\\"${token}\\"}\\0", 4096, 8272) = 4096`
const flush = `71 fdatasync(21<${WAL}>) = 0`
const ack = (cid: string): string =>
  `71 writev(33<socket:[4711]>, [{iov_base="\\201~", iov_len=4}, {iov_base="431[{\\"ok\\":true,\\"value\\":{\\"cid\\":\\"${cid}\\"}}]", iov_len=99}], 2) = 103`
const other = `71 fdatasync(19</data/firsthand.sqlite>) = 0`
const orderOf = (...calls: string[]): string | undefined => checkAckOrder(calls, [{ token: 'hello', cid: 'c1' }])[0]?.order

it('[F15] calls an ack safe that leaves after the flush of what it was written with', () => {
  expect(orderOf(write('hello'), flush, ack('c1'))).toBe('safe')
  expect(orderOf(write('hello'), write('another'), flush, ack('c2'), ack('c1'))).toBe('safe')
})

it('[F15] finds an ack that leaves before the flush, without one, or after that of another file', () => {
  expect(orderOf(write('hello'), ack('c1'), flush)).toBe('early')
  expect(orderOf(write('hello'), ack('c1'))).toBe('early')
  expect(orderOf(flush, write('hello'), ack('c1'))).toBe('early')
  expect(orderOf(write('hello'), other, ack('c1'))).toBe('early')
})

it('[F15] counts a flush from its end, where other threads came between', () => {
  const begins = `72 fdatasync(21<${WAL}> <unfinished ...>`
  const ends = '72 <... fdatasync resumed>) = 0'
  expect(orderOf(write('hello'), begins, ends, ack('c1'))).toBe('safe')
  expect(orderOf(write('hello'), begins, ack('c1'), ends)).toBe('early')
})

it('[F15] does not call safe what it did not see', () => {
  expect(orderOf(flush, ack('c1'))).toBe('unseen')
  expect(orderOf(write('hello'), flush)).toBe('unseen')
  expect(orderOf(write('hello'), flush, `71 writev(33<socket:[4711]>, [{iov_base="c1 but no ack"}], 1) = 9`)).toBe('unseen')
})
