// pnpm simulate --seeds 100000 [--from 1]     runs many, with progress and a summary
// pnpm simulate --held …                      only what every test run holds
// pnpm simulate --seed 1234 [--trace]         runs one again, and tells what happened; a failing one is shrunk

import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Blame } from './record.ts'
import { shrinkPlan, simulateSeed, type Outcome } from './simulate.ts'
import { tellBlames, tellPlan } from './story.ts'

/** A screen has room for so much of one frame. */
const LINE = 1_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    held: { type: 'boolean', default: false },
  },
})

process.exitCode = values.seed === undefined ? await runMany(Number(values.from), Number(values.seeds)) : await runOne(Number(values.seed))

async function runOne(seed: number): Promise<number> {
  const tell = { held: values.held, ...(values.trace && { tell: (line: string) => say(line.slice(0, LINE)) }) }
  const { blames, plan, happened, healedAfterMs } = await simulateSeed(seed, tell)
  if (blames.length === 0) {
    say(`seed ${seed} holds: ${happened} things happened, everything was healed ${healedAfterMs} ms after the last fault.`)
    return 0
  }
  say(tellBlames(seed, blames))
  say(`\nIts plan, made as small as it can be while it still fails:\n${tellPlan(await shrinkPlan(seed, plan, blames[0]!))}`)
  return 1
}

async function runMany(from: number, count: number): Promise<number> {
  const cores = availableParallelism()
  const failed = new Map<number, readonly Blame[]>()
  const heals: number[] = []
  const began = performance.now()
  let done = 0
  let happened = 0
  let told = began

  function take(result: Outcome & { seed: number }): void {
    done++
    happened += result.happened
    if (result.healedAfterMs !== null) heals.push(result.healedAfterMs)
    if (result.blames.length > 0) {
      failed.set(result.seed, result.blames)
      if (failed.size <= 10) say(tellBlames(result.seed, result.blames))
    }
    if (performance.now() - told < 5_000) return
    told = performance.now()
    say(`${done} of ${count} seeds, ${failed.size} failed, ${perSecond()} a second`)
  }
  const perSecond = (): number => Math.round((done / (performance.now() - began)) * 1_000)

  await Promise.all(
    Array.from(
      { length: cores },
      (_, core) =>
        new Promise<void>((resolve, reject) => {
          const numbers = [...[from + core, from + count, cores].map(String), values.held ? 'held' : 'all']
          const worker = fork(new URL('simulate-worker.ts', import.meta.url), numbers)
          worker.on('message', (result) => take(result as Outcome & { seed: number }))
          worker.on('error', reject)
          worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A simulating process ended with ${code}.`))))
        }),
    ),
  )
  const rules = new Map<string, number[]>()
  for (const [seed, blames] of failed) {
    for (const rule of new Set(blames.map((one) => one.rule))) rules.set(rule, [...(rules.get(rule) ?? []), seed])
  }
  for (const [rule, seeds] of rules) say(`${seeds.length} × ${rule}: seeds ${seeds.slice(0, 8).join(', ')}`)
  const sorted = heals.toSorted((one, other) => one - other)
  say(
    `Seeds ${from} to ${from + count - 1}: ${done - failed.size} hold, ${failed.size} failed; ${happened} things happened, ` +
      `healed after ${sorted[sorted.length >> 1]} ms in the median and ${sorted.at(-1)} ms at most; ${perSecond()} seeds a second.`,
  )
  return failed.size === 0 ? 0 : 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
