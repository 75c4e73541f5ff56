import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../run/run-command.ts'

export interface Count {
  passed: number
  failed: number
}

/**
 * Runs the tests of some projects and counts them. What is no failed test and still made the run fail (a file that could not be
 * loaded, an error nobody caught) counts as one failure, so that nothing broken looks whole.
 *
 * @param options `loud`: shows what the runner says as it says it, for what takes long and has the terminal to itself
 */
export async function runProjects(
  names: readonly string[],
  options: { env?: Record<string, string>; loud?: boolean } = {},
): Promise<Count> {
  const { env = {}, loud = false } = options
  const label = `${names.join(', ')}${env['DIST'] ? ' on the built files' : ''}`
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-tests-'))
  const report = join(folder, 'report.json')
  console.log(`… tests: ${label}`)
  try {
    const projects = names.flatMap((name) => ['--project', name])
    const outcome = await runCommand(
      ['vitest', 'run', ...projects, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { env, loud },
    )
    const count = readCount(report)
    if (!outcome.ok && count.failed === 0) count.failed = 1
    console.log(
      `${count.failed === 0 ? '✓' : '✗'} tests: ${label}: ${count.passed} passed, ${count.failed} failed (${Math.round(outcome.ms / 1000)} s)`,
    )
    if (count.failed > 0 && !loud) console.log(outcome.output.trimEnd())
    return count
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readCount(report: string): Count {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
