// Checks, builds and runs every test, on the workspace's own Node. `scripts/test.mjs` starts it.
import { buildPackages } from '../build.ts'
import { runStep, steps } from '../check.ts'
import { endWithParent } from '../run/run-command.ts'
import { bringChromium } from './bring-chromium.ts'
import { bringOtherBrowsers } from './bring-other-browsers.ts'
import { bringRedis } from './bring-redis.ts'
import { bringStrace } from './bring-strace.ts'
import { runProjects, type Count } from './run-projects.ts'

const isBuilt = ([, step]: [string, (typeof steps)[string]]): boolean => step.built === true
const early = Object.entries(steps).filter((entry) => !isBuilt(entry))
const late = Object.entries(steps).filter(isBuilt)

const count: Count = { passed: 0, failed: 0 }
const add = (more: Count): void => {
  count.passed += more.passed
  count.failed += more.failed
}
const addOne = (ok: boolean): void => add({ passed: Number(ok), failed: Number(!ok) })
const runSteps = async (some: typeof early): Promise<void> => {
  for (const [name, step] of some) addOne(await runStep(name, step))
}

/**
 * A Chromium, a Redis or an strace that is missing fails the tests that need it, each by its own name; what comes before them runs all the same.
 * Other browsers are a second opinion: one that is missing is named, and its tests are not run.
 */
async function prepareSystem(): Promise<void> {
  // One after the other: both may want to install something.
  for (const bring of [bringChromium, bringRedis, bringStrace, bringOtherBrowsers]) {
    const missing = await bring()
    if (missing) console.log(missing)
  }
}

async function build(): Promise<void> {
  const from = performance.now()
  const failed = await buildPackages()
  console.log(`${failed ? '✗' : '✓'} build (${((performance.now() - from) / 1000).toFixed(1)} s)`)
  if (failed) console.log(`${failed.package} could not be built:\n${failed.output}`)
  addOne(!failed)
}

endWithParent()
const from = performance.now()
// What needs no built files fills the second core while they are made.
await Promise.all([runSteps(early), prepareSystem().then(build)])
await Promise.all([runSteps(late), runProjects(['unit', 'view', 'store']).then(add)])
add(await runProjects(['unit', 'view'], { env: { DIST: '1' } }))
add(await runProjects(['wire'], { loud: true }))
add(await runProjects(['browser', 'journeys'], { loud: true }))
add(await runProjects(['faults'], { loud: true }))
console.log(`\nEverything took ${Math.round((performance.now() - from) / 1000)} s.`)
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`, () => process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1))
