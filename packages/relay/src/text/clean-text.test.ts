import { expect, test } from 'vitest'
import { cleanLine } from './clean-line.ts'
import { cleanMessage } from './clean-message.ts'
import { cleanPage } from './clean-page.ts'

test.each([
  ['Hello', 'Hello'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['\n \n  indented stays\n\nand so does a gap  \n\n', '  indented stays\n\nand so does a gap'],
  ['tab\there', 'tab\there'],
  ['bell\u0007 and escape\u001b[31m', 'bell and escape[31m'],
  ['exe.\u202Egnp', 'exe.gnp'],
  ['half a \ud83d pair', 'half a \ufffd pair'],
  ['مرحبا \u200f', 'مرحبا \u200f'],
  ['👨‍👩‍👧 stays a family', '👨‍👩‍👧 stays a family'],
  ['<b>"&\u0000', '<b>"&'],
  [' \u200b\u2060 ', ''],
  ['\n\n\t\n', ''],
])('the message %j is kept as %j', (text, kept) => {
  expect(cleanMessage(text)).toBe(kept)
  expect(cleanMessage(kept), 'cleaning twice is cleaning once').toBe(kept)
})

test.each([
  ['  Kim\n de \t Vries ', 'Kim de Vries'],
  ['\u202Eadmin\u202C', 'admin'],
  ['\u2066Ada\u2069\u200b', 'Ada'],
  [`e${'\u0301'.repeat(5_000)}x`, `e${'\u0301'.repeat(4)}x`],
  ['نستعلیق\u200cها', 'نستعلیق\u200cها'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['\u{E0041}\u{E0042}', ''],
  ['\ue000\uffff', ''],
  ['\u200d \u200c', ''],
  ['\ud83d', '\ufffd'],
])('the name %j is kept as %j', (name, kept) => {
  expect(cleanLine(name)).toBe(kept)
})

test.each([
  ['https://user:pass@Shop.Example:443/a/?token=1#x', 'https://shop.example/a/'],
  ['http://localhost:7421/', 'http://localhost:7421/'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['file:///etc/passwd', undefined],
  ['/relative', undefined],
])('the page %j is kept as %j', (url, kept) => {
  expect(cleanPage({ url, title: ' A\u0000 title\n' })).toEqual(kept === undefined ? null : { url: kept, title: 'A title' })
})
