import { simulateSeed } from './simulate.ts'
import { tellBlames } from './story.ts'

/** Runs the held part of seeds. Returns each failure with what to type to see it again. */
export async function findFailures(from: number, to: number): Promise<string[]> {
  const failures: string[] = []
  for (let seed = from; seed < to; seed++) {
    const { blames } = await simulateSeed(seed, { held: true })
    if (blames.length > 0) failures.push(`${tellBlames(seed, blames)}\n  npx pnpm simulate --held --seed ${seed} --trace`)
  }
  return failures
}
