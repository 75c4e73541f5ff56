import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkFolder } from './check-folder.mjs'
import { lookInstalled, readStamp, stampPath } from './look-installed.mjs'
import { BUILDS, lookBuild, planBuilds } from './plan-build.mjs'
import { planInstall } from './plan-install.mjs'
import { showProgress } from './progress.mjs'
import { HELP, readStartOptions } from './read-start-options.mjs'
import { runDemo } from './run-demo.mjs'
import { CommandFailed, runQuietly } from './run-quietly.mjs'
import { stopWithParent } from './stop-with-parent.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const demo = join(root, 'examples/demo-site')
const node = join(demo, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * Installs and builds what is not up to date, and runs the demo until it is ended. Resolves to the exit code.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export async function startDemo(args, environment) {
  const read = readStartOptions(args, environment, root)
  if (read.state === 'help') return say(HELP, 0)
  if (read.state === 'refused') return complain(read.line)
  const refusal = checkFolder(read.options.dataFolder)
  if (refusal) return complain(refusal)
  const { signal, release } = stopWithParent()
  try {
    await install(signal)
    await build(signal)
    return signal.aborted ? 0 : await runDemo(node, join(demo, 'src/run.ts'), read.options, signal)
  } catch (reason) {
    if (signal.aborted) return 0
    if (reason instanceof Unprepared) return complain(reason.message)
    throw reason
  } finally {
    release()
  }
}

/** The demo could not be installed or built. */
class Unprepared extends Error {}

/** @param {AbortSignal} signal */
async function install(signal) {
  const plan = planInstall(lookInstalled(root))
  if (plan.install) {
    const env = { ...process.env, CI: 'true', NO_COLOR: '1', npm_config_loglevel: 'error', npm_config_update_notifier: 'false' }
    const work = () => runQuietly('npx', ['--yes', 'pnpm@12', ...plan.args], { cwd: root, env }, signal)
    await prepare('Installing what the demo needs', 'What the demo needs could not be installed', work)
  }
  writeStamp({ ...readStamp(root), lock: lookInstalled(root).wanted })
}

/** @param {AbortSignal} signal */
async function build(signal) {
  for (const one of planBuilds(BUILDS, readStamp(root).built, (each) => lookBuild(root, each))) {
    const work = () =>
      runQuietly(node, [join(demo, 'src/build.ts'), one.name], { cwd: root, env: { ...process.env, NO_COLOR: '1' } }, signal)
    await prepare(`Building the ${one.name}`, `The ${one.name} could not be built`, work)
    const { built, ...rest } = readStamp(root)
    writeStamp({ ...rest, built: { ...built, [one.name]: lookBuild(root, one) ?? '' } })
  }
}

/**
 * @param {string} what
 * @param {string} failed what to say where it fails
 * @param {() => Promise<void>} work
 */
async function prepare(what, failed, work) {
  try {
    await showProgress(what, work)
  } catch (reason) {
    if (reason instanceof CommandFailed) {
      throw new Unprepared(`${failed} (${reason.message}).${reason.tail && ` The last it said:\n${reason.tail}`}`)
    }
    throw reason
  }
}

/** @param {import('./look-installed.mjs').Stamp} stamp */
function writeStamp(stamp) {
  mkdirSync(dirname(stampPath(root)), { recursive: true })
  writeFileSync(stampPath(root), `${JSON.stringify(stamp, null, 2)}\n`)
}

/**
 * @param {string} line
 * @param {number} code
 */
function say(line, code) {
  console.log(line)
  return code
}

/** @param {string} line */
function complain(line) {
  console.error(line)
  return 1
}
