import type { Erasure } from './erasure.ts'

/** What the restores of a database left behind in it. */
export interface Restores {
  /** The epochs that ended, oldest first: one for each restore. */
  formerEpochs: string[]
  /** What was erased and is not in the database since the last one. */
  withheld: Erasure[]
}
