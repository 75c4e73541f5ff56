import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test.each([
  { failures: 1, least: 500, most: 1_000 },
  { failures: 2, least: 500, most: 2_000 },
  { failures: 5, least: 500, most: 16_000 },
  { failures: 6, least: 500, most: 20_000 },
  { failures: 1_000, least: 500, most: 20_000 },
])('[P18] after $failures failures the wait is anything from $least to $most ms', ({ failures, least, most }) => {
  expect(backoffMs(failures, 0)).toBe(least)
  expect(backoffMs(failures, 0.999_999)).toBeCloseTo(most, -1)
})
