import type { Blame } from './record.ts'
import type { Plan } from './plan.ts'

/** One line of a run's report. */
export function tellBlames(seed: number, blames: readonly Blame[]): string {
  return [`seed ${seed}:`, ...blames.map(({ rule, what }) => `  ${rule}\n    ${what}`)].join('\n')
}

/** A plan as somebody would read it. */
export function tellPlan({ steps, ...world }: Plan): string {
  const lines = steps.map(({ seat, act, which, waitMs }) => `  ${seat}: ${act} ${which}, then ${waitMs} ms`)
  return [JSON.stringify(world), ...lines].join('\n')
}
