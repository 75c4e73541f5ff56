import { globSync } from 'node:fs'
import type { Verdict } from '../check.ts'
import { root, runCommand } from '../run/run-command.ts'

/** Every package with its tests, each with the libraries its own tsconfig.json names. */
export async function checkTypes(): Promise<Verdict> {
  const projects = globSync(['packages/*/tsconfig.json', 'examples/*/tsconfig.json', 'scripts/tsconfig.json'], { cwd: root })
  const outcomes = await Promise.all(projects.map((project) => runCommand(['tsc', '-p', project])))
  return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join('') }
}
