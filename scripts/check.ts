// `pnpm check [step …]`: everything that can be said about the code without running it.
import { checkFormat, checkLint, checkDirections, checkUnused } from './check/tools.ts'
import { checkApi } from './check/api.ts'
import { checkPackages } from './check/packages.ts'
import { checkSizes } from './check/sizes.ts'
import { checkTypes } from './check/compile.ts'
import { buildPackages } from './build.ts'
import { endWithParent } from './run/run-command.ts'

/** What a step found: nothing, or what to mend, as a person reads it. */
export interface Verdict {
  ok: boolean
  output: string
}

interface Step {
  check: () => Promise<Verdict>
  /** It looks at built files. */
  built?: true
}

/** Every step, by the name it can be asked for alone. */
export const steps: Readonly<Record<string, Step>> = {
  format: { check: checkFormat },
  lint: { check: checkLint },
  types: { check: checkTypes },
  directions: { check: checkDirections },
  unused: { check: checkUnused },
  packages: { check: checkPackages, built: true },
  sizes: { check: checkSizes, built: true },
  api: { check: checkApi, built: true },
}

/** Runs one step and says how it went, with what it found where it found something. */
export async function runStep(name: string, step: Step): Promise<boolean> {
  const from = performance.now()
  const verdict = await step.check()
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`${verdict.ok ? '✓' : '✗'} check ${name} (${seconds} s)`)
  if (!verdict.ok) console.log(verdict.output.trimEnd())
  return verdict.ok
}

if (import.meta.main) {
  endWithParent()
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !(name in steps))
  if (unknown.length > 0) throw new Error(`There is no step ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`)
  const chosen = Object.entries(steps).filter(([name]) => asked.length === 0 || asked.includes(name))
  const failed = chosen.some(([, step]) => step.built) ? await buildPackages() : null
  if (failed) console.log(`✗ ${failed.package} could not be built\n${failed.output}`)
  let passed = 0
  for (const [name, step] of chosen) if (await runStep(name, step)) passed += 1
  if (failed || passed < chosen.length) process.exitCode = 1
}
