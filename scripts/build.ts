// `pnpm build [package …]`: the files that are published, and the browser files that a relay serves, in the order of the arrows.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endWithParent, root, runCommand, type Outcome } from './run/run-command.ts'

/** Each package after those it stands on. */
const order = ['protocol', 'client', 'ui', 'relay', 'widget', 'console', 'firsthand'] as const

/** Builds the packages named, or all; answers the first that failed. */
export async function buildPackages(names: readonly string[] = order): Promise<{ package: string; output: string } | null> {
  for (const name of order.filter((each) => names.includes(each))) {
    const outcome = await buildPackage(join(root, 'packages', name))
    if (!outcome.ok) return { package: name, output: outcome.output }
  }
  return null
}

/** First what Node and bundlers import (TypeScript's own emit, file by file), then what the package builds for browsers. */
async function buildPackage(folder: string): Promise<Pick<Outcome, 'ok' | 'output'>> {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts?: { build?: string } }
  if (existsSync(join(folder, 'tsconfig.build.json'))) {
    removeEmitted(join(folder, 'dist'))
    const emitted = await runCommand(['tsc', '-p', 'tsconfig.build.json'], { cwd: folder })
    if (!emitted.ok) return emitted
  }
  return scripts?.build ? runCommand(['sh', '-c', scripts.build], { cwd: folder }) : { ok: true, output: '' }
}

/** What an earlier emit left, of files that may be gone by now. The widget's browser files stand in a folder beside, renewed by their own build. */
function removeEmitted(dist: string): void {
  const emitted = existsSync(join(dist, 'embed')) ? join(dist, 'npm') : dist
  rmSync(emitted, { recursive: true, force: true })
}

if (import.meta.main) {
  endWithParent()
  const asked = process.argv.slice(2)
  const failed = await buildPackages(asked.length > 0 ? asked : order)
  if (failed) {
    console.error(`${failed.package} could not be built:\n${failed.output}`)
    process.exitCode = 1
  }
}
