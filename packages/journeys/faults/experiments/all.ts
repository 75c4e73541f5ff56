import type { Experiment } from '../experiment.ts'
import { killed } from './f01-killed.ts'

/** Every experiment, in the order of their numbers. */
export const experiments: readonly Experiment[] = [killed]
