import { createSeeded } from '@firsthand/testkit'
import type { Experiment, Finding, Trial } from './experiment.ts'

/** An experiment that was done. */
export interface Outcome {
  experiment: Pick<Experiment, 'number' | 'fault' | 'target'>
  finding: Finding
  seed: number
  /** How long it took, seconds. */
  seconds: number
  /** Whether all that was promised held. One that could not be done here kept nothing and broke nothing. */
  kept: boolean
}

/** Does one experiment. Chance is drawn by its number as well as by the seed, so that it goes the same alone as among others. */
export async function runExperiment(experiment: Experiment, { seed, short, tell }: Omit<Trial, 'chance'>): Promise<Outcome> {
  const { number, fault, target } = experiment
  tell(`${number} ${fault}`)
  const from = performance.now()
  const finding = await experiment.run({ seed, short, tell, chance: createSeeded(seed * 100 + Number(number.slice(1))) })
  const missed = finding.figures.some((figure) => figure.verdict === 'missed' && !(short && figure.timed))
  return {
    experiment: { number, fault, target },
    finding,
    seed,
    seconds: (performance.now() - from) / 1_000,
    kept: finding.violations.length === 0 && !missed,
  }
}
