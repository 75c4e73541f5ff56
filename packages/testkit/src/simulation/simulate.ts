import fc, { type Scheduler } from 'fast-check'
import { checkHealed, openEverything } from './check-healed.ts'
import type { Breakage } from './breakages.ts'
import { perform } from './perform.ts'
import { anyPlan, narrow, type Plan } from './plan.ts'
import type { Blame } from './record.ts'
import { createDice, withoutChance } from './seeded.ts'
import { setStage, type Stage } from './stage.ts'
import { CALM } from './weather.ts'

/** Everything has healed so long after the last fault: lost connections, patience and backoff included. */
const HEALED_MS = 120_000
/** What was missed without a fault of the connection is there after so long (P8), and a few round trips. */
const MISSED_MS = 10_000 + 500

/** What came of one run. */
export interface Outcome {
  blames: readonly Blame[]
  /** How much happened: frames, steps of stores, timers. */
  happened: number
  /** How long it took until everything was healed, in simulated time. */
  healedAfterMs: number | null
}

/** Lives one plan through, to its healed end. */
export async function live(plan: Plan, scheduler: Scheduler, tell?: (line: string) => void): Promise<Outcome> {
  const dice = createDice(plan.dice ^ 0x5eed)
  let now = (): number => 0
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  try {
    return await withoutChance(
      dice,
      () => now(),
      async () => {
        const stage = await setStage(plan, scheduler, tell)
        now = stage.world.now
        const healedAfterMs = await play(stage, plan).catch((error: unknown) => {
          unhandled.push(error)
          return null
        })
        for (const thrown of [...stage.world.thrown, ...unhandled]) {
          stage.witness.blame(
            'nothing is thrown where nobody catches it',
            thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
          )
        }
        return { blames: stage.witness.blames, happened: stage.world.happened, healedAfterMs }
      },
    )
  } finally {
    process.off('unhandledRejection', note)
  }
}

async function play(stage: Stage, plan: Plan): Promise<number | null> {
  const { world, witness } = stage
  stage.openTab(stage.tabs.get('kim 1')!)
  stage.openTab(stage.tabs.get('ada 1')!)
  await world.pass(100)
  for (const step of plan.steps) {
    perform(stage, step)
    await world.pass(step.waitMs)
    witness.lookAtCursors()
    if (witness.blames.length > 0) return null
  }
  const healed = await heal(stage)
  if (healed === null || witness.blames.length > 0) return healed
  await missOnce(stage)
  await closeAll(stage)
  return healed
}

/** Every fault ends; then everything has to be right within a bounded time. */
async function heal(stage: Stage): Promise<number | null> {
  const { world, witness } = stage
  stage.story(() => '=== all faults end')
  stage.weather = { ...CALM, bridge: stage.weather.bridge }
  for (let place = 0; place < stage.places; place++) await stage.start(place)
  for (const tab of stage.tabs.values()) {
    tab.browser.online = true
    tab.browser.storage.change('works')
    if (!tab.page) stage.openTab(tab)
    perform(stage, { seat: tab.seat, act: 'thaw', which: 0 })
  }
  const since = world.now()
  let blames: Blame[] = []
  while (world.now() - since < HEALED_MS) {
    await world.pass(5_000)
    openEverything(stage)
    await world.pass(1_000)
    witness.lookAtCursors()
    blames = checkHealed(stage)
    // Who has not noticed yet that a connection died has not healed.
    if (world.now() - since > 30_000) reloadForgetful(stage)
    if (blames.length === 0 && stage.network.deadWires() === 0) return world.now() - since
  }
  for (const { rule, what } of blames) witness.blame(rule, `${what} (${HEALED_MS / 1_000} s after the last fault)`)
  return null
}

/**
 * A page that its storage failed went on in memory, and may not have read what another life of it had kept: that comes back with the
 * next reload. Nobody reloads what has something unsent.
 */
function reloadForgetful(stage: Stage): void {
  for (const tab of stage.tabs.values()) {
    const client = tab.page?.client
    if (client?.storage.value === 'memory' && client.unsent.value === 0) perform(stage, { seat: tab.seat, act: 'reload', which: 0 })
  }
}

/** Everybody says something, and nobody is told: whoever is connected finds it within ten seconds (P8). */
async function missOnce(stage: Stage): Promise<void> {
  const { world, witness } = stage
  stage.story(() => '=== nobody is told of what comes now')
  stage.deaf = true
  for (const seat of stage.tabs.keys()) perform(stage, { seat, act: 'say', which: 0 })
  await world.pass(1_000)
  stage.deaf = false
  await world.pass(MISSED_MS)
  witness.lookAtCursors()
  for (const { rule, what } of checkHealed(stage, 'messages')) witness.blame(rule, `${what} (10 s after a broadcast that nobody got)`)
  // What was found has been reported as delivered, which is one more thing to be found.
  await world.pass(MISSED_MS)
  for (const { rule, what } of checkHealed(stage)) witness.blame(rule, `${what} (20 s after a broadcast that nobody got)`)
}

/** Every page is closed in good order, and leaves nothing behind that would still happen. */
async function closeAll(stage: Stage): Promise<void> {
  const { world, witness } = stage
  for (const { page } of stage.tabs.values()) void page?.client.close()
  await world.pass(1_000)
  const left = world.pending().filter((one) => one.endsWith(': timer') && one.includes('(page'))
  if (left.length > 0) witness.blame('a closed client leaves no timer behind', left.join(', '))
}

/** Runs one seed. */
export async function simulateSeed(
  seed: number,
  { tell, breakage, held = false }: { tell?: (line: string) => void; breakage?: Breakage; held?: boolean } = {},
): Promise<Outcome & { plan: Plan }> {
  let outcome: (Outcome & { plan: Plan }) | undefined
  await fc.assert(
    fc.asyncProperty(anyPlan, fc.scheduler(), async (drawn, scheduler) => {
      const plan = { ...(held ? narrow(drawn) : drawn), ...(breakage && { breakage }) }
      outcome = { ...(await live(plan, scheduler, tell)), plan }
    }),
    { seed, numRuns: 1, endOnFailure: true },
  )
  return outcome!
}

/** Leaves out of a failing plan what it breaks the same rule without: halves first, then single steps. The same order of things is chosen each time. */
export async function shrinkPlan(seed: number, plan: Plan, { rule }: Blame): Promise<Plan> {
  const fails = async (steps: Plan['steps']): Promise<boolean> => {
    let failed = false
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.scheduler(), async (_, scheduler) => {
        failed = (await live({ ...plan, steps }, scheduler)).blames.some((one) => one.rule === rule)
      }),
      { seed, numRuns: 1, endOnFailure: true },
    )
    return failed
  }
  let { steps } = plan
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let at = steps.length - size; at >= 0; at -= size) {
      const fewer = steps.toSpliced(at, size)
      if (await fails(fewer)) steps = fewer
    }
  }
  return { ...plan, steps }
}
