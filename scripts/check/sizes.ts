import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Verdict } from '../check.ts'
import { root, runCommand } from '../run/run-command.ts'

/** The limits of each package that states some, against the files that were built. */
export async function checkSizes(): Promise<Verdict> {
  const stated = globSync('packages/*/.size-limit.json', { cwd: root })
  if (stated.length === 0) return { ok: false, output: 'No package states a limit (.size-limit.json).' }
  const outcomes = await Promise.all(stated.map((path) => runCommand(['size-limit'], { cwd: join(root, dirname(path)) })))
  return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join('') }
}
