import { expect, test } from 'vitest'
import { parseUrlPattern } from './url-pattern.ts'

test.each([
  '/docs/**',
  'docs',
  'ftp://a.example/**',
  'https://',
  'https://*.example/**',
  'https://a.example/v*',
  'https://a.example/**/x',
  'https://a.example/a**',
])('%j is no pattern, and it is said why', (pattern) => {
  expect(parseUrlPattern(pattern)).toEqual(expect.any(String))
})

test('a query or a hash is part of no pattern', () => {
  expect(parseUrlPattern('https://a.example/docs?x=*')).toEqual(expect.any(String))
})

test('more literal text weighs more, and an end weighs more than any rest', () => {
  const weigh = (pattern: string): number => (parseUrlPattern(pattern) as { weight: number }).weight
  const ordered = [
    'https://a.example/**',
    'https://a.example/*',
    'https://a.example/docs/**',
    'https://a.example/docs/*',
    'https://a.example/docs/api/**',
  ]
  expect(ordered.toSorted((one, other) => weigh(one) - weigh(other))).toEqual(ordered)
})
