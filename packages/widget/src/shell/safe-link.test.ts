import { expect, test } from 'vitest'
import { linkOf, safeAddress } from './safe-link.ts'

test.each(['javascript:alert(1)', 'data:text/html,x', '//a.example', 'x', '', null])('[A5] %j is not followed', (url) => {
  expect(safeAddress(url)).toBeNull()
})
test('http and https are', () => {
  expect(safeAddress('https://a.example/privacy')).toBe('https://a.example/privacy')
})
test('a mail address is one address and nothing behind it', () => {
  expect(linkOf({ kind: 'mail', address: 'hello@a.example' })).toEqual({ href: 'mailto:hello@a.example', text: 'hello@a.example' })
  expect(linkOf({ kind: 'mail', address: 'hello@a.example?bcc=x@b.example' })).toBeNull()
  expect(linkOf({ kind: 'link', url: 'javascript:alert(1)', label: 'x' })).toBeNull()
})
