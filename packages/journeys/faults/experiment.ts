import type { Seeded, Violation } from '@firsthand/testkit'
import type { Figure } from './figures.ts'

/** One fault, done to a running system while people talk, and what must hold all the same. */
export interface Experiment {
  /** Such as `F1`. */
  number: string
  /** What is done. */
  fault: string
  /** What was promised of it. */
  target: string
  run(trial: Trial): Promise<Finding>
}

/** What an experiment is given. */
export interface Trial {
  /** Everything left to chance is drawn from it: the same seed does the same again. */
  chance: Seeded
  seed: number
  /** The form that runs with every test: the same fault, shorter or fewer times. */
  short: boolean
  /** Says how it goes to whoever waits. */
  tell(line: string): void
}

/** What was found. */
export interface Finding {
  figures: Figure[]
  /** What the checker found once everything had healed. */
  violations: Violation[]
  /** Why it could not be done here, where it could not. */
  skipped?: string
}
