import { expect, it } from 'vitest'
import { createSeeded } from './seeded.ts'

const draw = (seed: number): number[] => {
  const chance = createSeeded(seed)
  return Array.from({ length: 1_000 }, chance.next)
}

it('repeats a series by its seed, and gives another for another', () => {
  expect(draw(42)).toEqual(draw(42))
  expect(draw(42)).not.toEqual(draw(43))
})

it('spreads evenly between its bounds', () => {
  const drawn = draw(1)
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...drawn)).toBeLessThan(1)
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05)
})

it('branches into series that do not disturb it', () => {
  const one = createSeeded(5)
  const other = createSeeded(5)
  const branch = one.branch()
  other.branch()
  branch.next()
  branch.next()
  expect(one.next()).toBe(other.next())
})
