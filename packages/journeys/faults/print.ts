import type { Outcome } from './run-experiment.ts'

/** Prints what one experiment found, as a table a person reads. */
export function printFinding({ experiment, finding, seconds, kept }: Outcome): void {
  console.log(`\n${kept ? '✓' : '✗'} ${experiment.number} ${experiment.fault} (${Math.round(seconds)} s)`)
  if (finding.skipped) console.log(`  not done here: ${finding.skipped}`)
  const width = Math.max(0, ...finding.figures.map((figure) => figure.name.length))
  for (const { name, measured, target, verdict } of finding.figures)
    console.log(
      `  ${name.padEnd(width)}   ${measured.padStart(10)}   ${target.padEnd(12)} ${verdict === 'reported' ? '' : verdict}`.trimEnd(),
    )
  for (const { invariant, says } of finding.violations.slice(0, 20)) console.log(`  BROKEN ${invariant}: ${says}`)
  if (finding.violations.length > 20) console.log(`  … and ${finding.violations.length - 20} more`)
}

/** Prints one line for each. */
export function printSummary(outcomes: readonly Outcome[]): void {
  console.log('')
  for (const { experiment, finding, kept, seconds } of outcomes) {
    const verdict = finding.skipped ? 'not done' : kept ? 'kept' : 'BROKEN'
    console.log(`${experiment.number.padEnd(4)} ${verdict.padEnd(9)} ${String(Math.round(seconds)).padStart(5)} s   ${experiment.target}`)
  }
}
