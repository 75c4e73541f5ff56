// `pnpm faults [F1 F7 …] [--short] [--seed n] [--write]`: breaks a running system in every way promised, and says what came of it.
import { experiments } from './experiments/all.ts'
import { printFinding, printSummary } from './print.ts'
import { runExperiment, type Outcome } from './run-experiment.ts'
import { readCommit, writeReliability } from './write-reliability.ts'

const asked = process.argv.slice(2)
const numbers = asked.filter((word) => /^f\d+$/i.test(word)).map((word) => word.toUpperCase())
const short = asked.includes('--short')
const seedAt = asked.indexOf('--seed')
const seed = seedAt === -1 ? Date.now() % 1_000_000 : Number(asked[seedAt + 1])
if (!Number.isInteger(seed)) throw new Error('--seed wants a whole number.')
const chosen = experiments.filter((one) => numbers.length === 0 || numbers.includes(one.number))
if (chosen.length === 0) throw new Error(`There is no such experiment; there are ${experiments.map((one) => one.number).join(', ')}.`)

console.log(`Seed ${seed}. The same again: pnpm faults ${chosen.length < experiments.length ? `${numbers.join(' ')} ` : ''}--seed ${seed}`)
const commit = readCommit()
const outcomes: Outcome[] = []
for (const experiment of chosen) {
  const outcome = await runExperiment(experiment, { seed, short, tell: (line) => console.log(`    ${line}`) })
  printFinding(outcome)
  outcomes.push(outcome)
}
printSummary(outcomes)
const whole = !short && chosen.length === experiments.length
if (whole || asked.includes('--write')) writeReliability(outcomes, { short, commit })
process.exit(outcomes.every((one) => one.kept) ? 0 : 1)
