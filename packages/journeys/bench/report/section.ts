import type { Line } from '../table.ts'
import type { Chart } from './chart.ts'

/** One part of the bench: its figures, and what draws them. */
export interface Section {
  title: string
  /** How it was measured, in a sentence or two. */
  how: string
  lines: Line[]
  charts?: Chart[]
}
