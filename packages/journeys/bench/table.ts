/** One figure against its budget. */
export interface Line {
  figure: string
  measured: string
  budget: string
  verdict: 'pass' | 'miss' | 'reported'
}

/** Prints figures as a table a person reads. */
export function printTable(title: string, lines: readonly Line[]): void {
  const widths = (['figure', 'measured', 'budget'] as const).map((column) => Math.max(...lines.map((line) => line[column].length)))
  console.log(`\n${title}`)
  for (const { figure, measured, budget, verdict } of lines) {
    const cells = [figure, measured, budget].map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
    console.log(`  ${cells.join('   ')}   ${verdict}`)
  }
}

/** A figure that must be at most its budget. */
export function atMost(figure: string, value: number, budget: number, show: (value: number) => string): Line {
  return { figure, measured: show(value), budget: `≤ ${show(budget)}`, verdict: value <= budget ? 'pass' : 'miss' }
}

/** A figure that must be at least its budget. */
export function atLeast(figure: string, value: number, budget: number, show: (value: number) => string): Line {
  return { figure, measured: show(value), budget: `≥ ${show(budget)}`, verdict: value >= budget ? 'pass' : 'miss' }
}

/** A figure nothing hangs on. */
export function reported(figure: string, measured: string): Line {
  return { figure, measured, budget: '', verdict: 'reported' }
}
