import { expect, test } from 'vitest'
import { BREAKAGES, type Breakage } from './breakages.ts'
import { simulateSeed } from './simulate.ts'

/** Each is caught within so many seeds. */
const SEEDS = 150

/** The rule that has to be named when it is. */
const RULE: Record<Breakage, RegExp> = {
  'forget-cid': /\[P2\]/,
  'ack-before-commit': /\[P4\]/,
  'turn-around': /\[P5\]/,
  'empty-sync': /\[P7\]/,
  'no-changes': /\[P8\]/,
  'lose-outbox': /\[P9\]/,
  'never-wiped': /\[P11\]/,
  'keep-deleted': /\[P14\]/,
  'cursor-back': /\[P15\]/,
  'tell-everybody': /not theirs/,
}

test.each(Object.entries(BREAKAGES))(
  'the simulation finds %s (%s)',
  async (breakage, _what) => {
    const rule = RULE[breakage as Breakage]
    let found = 0
    for (let seed = 1; seed <= SEEDS && found === 0; seed++) {
      const { blames } = await simulateSeed(seed, { breakage: breakage as Breakage })
      if (blames.some((one) => rule.test(one.rule))) found = seed
    }
    expect(found).toBeGreaterThan(0)
  },
  60_000,
)
