import { expect, test } from 'vitest'
import { findFailures } from './seeds.ts'

// Two files, so that two cores run them.
test.each([0, 250, 500, 750])(
  '[P1] to [P15] whatever breaks and whatever people do: nothing lost, nothing twice (seeds 1000 + %i and on)',
  async (part) => {
    const from = 1001 + part
    await expect(findFailures(from, from + 250)).resolves.toEqual([])
  },
  300_000,
)
