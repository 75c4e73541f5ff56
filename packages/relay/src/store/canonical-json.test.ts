import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('the order of keys makes no difference, at any depth; that of items does', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 2], c: 'x' } })).toBe(canonicalJson({ a: { c: 'x', d: [1, 2] }, b: 1 }))
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
})

test('what is undefined is left out of objects and null in lists, as in JSON', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
})

test('every value comes back as JSON would bring it back', () => {
  const property = fc.property(fc.jsonValue(), (value) => isDeepStrictEqual(JSON.parse(canonicalJson(value)), plain(value)))
  expect(() => fc.assert(property)).not.toThrow()
})
