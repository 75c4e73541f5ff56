import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './initials.ts'

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Ludwig van Beethoven', 'LB'],
  ['محمد علي', 'مع'],
  ['𝒜da', '𝒜'],
  ['"><img src=x>', 'IS'],
  ['  ', ''],
  [null, ''],
])('the initials of %j are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a hue is the same on every screen', () => {
  expect(hueOf('01939d3c')).toBe(hueOf('01939d3c'))
  expect(hueOf('01939d3c')).not.toBe(hueOf('01939d3d'))
})
