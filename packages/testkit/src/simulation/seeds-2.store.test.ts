import { expect, test } from 'vitest'
import { findFailures } from './seeds.ts'

// Two files, so that two cores run them.
test.each([0, 250, 500, 750])(
  '[P1] to [P15] whatever breaks and whatever people do: nothing lost, nothing twice (250 seeds from 1000 + %i)',
  async (part) => {
    const from = 1001 + part
    expect(await findFailures(from, from + 250)).toEqual([])
  },
  300_000,
)
