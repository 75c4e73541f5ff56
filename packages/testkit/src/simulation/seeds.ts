import { simulateSeed } from './simulate.ts'
import { tellBlames } from './story.ts'

/** Known to be broken now and then, by rare meetings of several tabs and faults: counted, and shown, and not yet never. */
const SELDOM = /\[P5\]|\[P7\]/

/** What came of some seeds: each failure with what to type to see it again. */
export interface SeedFailures {
  /** Something was lost, doubled, shown to a stranger, or said under another name. */
  never: string[]
  /** An order, or a screen, was wrong in a rare meeting of faults. */
  seldom: string[]
}

/** Runs the held part of seeds. */
export async function findFailures(from: number, to: number): Promise<SeedFailures> {
  const failures: SeedFailures = { never: [], seldom: [] }
  for (let seed = from; seed < to; seed++) {
    const { blames } = await simulateSeed(seed, { held: true })
    if (blames.length === 0) continue
    const told = `${tellBlames(seed, blames)}\n  npx pnpm simulate --held --seed ${seed} --trace`
    failures[blames.every(({ rule }) => SELDOM.test(rule)) ? 'seldom' : 'never'].push(told)
  }
  return failures
}
