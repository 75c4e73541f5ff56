import { simulateSeed } from './simulate.ts'
import { tellBlames } from './story.ts'

/** Runs seeds and answers those that fail, five at most, each with what to type to see it again. */
export async function findFailures(from: number, to: number): Promise<string[]> {
  const failed: string[] = []
  for (let seed = from; seed < to && failed.length < 5; seed++) {
    const { blames } = await simulateSeed(seed)
    if (blames.length > 0) failed.push(`${tellBlames(seed, blames)}\n  npx pnpm simulate --seed ${seed} --trace`)
  }
  return failed
}
