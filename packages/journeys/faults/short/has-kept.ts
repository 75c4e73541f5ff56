import { expect, type TestContext } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { runExperiment } from '../run-experiment.ts'

/**
 * Does an experiment in its short form. Spans are no test's business: a busy machine makes them long. What was counted is, and what the
 * checker found. `FIRSTHAND_SEED` repeats what a seed did.
 */
export async function hasKept(experiment: Experiment, context: TestContext): Promise<void> {
  const seed = Number(process.env['FIRSTHAND_SEED'] ?? Date.now() % 1_000_000)
  console.log(`${experiment.number} with seed ${seed}; again: pnpm faults ${experiment.number} --short --seed ${seed}`)
  const { finding } = await runExperiment(experiment, { seed, short: true, tell: () => undefined })
  if (finding.skipped) context.skip(`${experiment.number} cannot be done here: ${finding.skipped}`)
  expect(finding.violations, `seed ${seed}`).toEqual([])
  const missed = finding.figures.filter((figure) => figure.verdict === 'missed' && !figure.timed)
  expect(missed, `seed ${seed}`).toEqual([])
}
