import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopWithParent } from '../start/stop-with-parent.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const installedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Installs the whole workspace where it is not installed, then hands over to the Node that came with it. Resolves to the exit code. */
export async function installAndTest() {
  // npm passes no signal on to what its shell started; its own end is the sign then.
  const { signal, release } = stopWithParent()
  try {
    if (!isWhole()) {
      console.log('Installing the workspace …')
      const code = await run('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'], signal)
      if (code !== 0) {
        console.error('The workspace could not be installed (npx --yes pnpm@12 install).\n0 passed, 1 failed')
        return code
      }
    }
    return await run(installedNode, [join(root, 'scripts/test/test-everything.ts')], signal)
  } finally {
    release()
  }
}

/** pnpm keeps the lock file a whole install was made from; a first `npm start` installs a part alone, and this differs. */
function isWhole() {
  const kept = join(root, 'node_modules/.pnpm/lock.yaml')
  const tools = ['vitest', 'pnpm', 'node'].map((name) => join(root, 'node_modules', name, 'package.json'))
  return [kept, installedNode, ...tools].every((path) => existsSync(path)) && hash(kept) === hash(join(root, 'pnpm-lock.yaml'))
}

/** @param {string} path */
function hash(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/**
 * Runs a command in a group of its own, its words as they come, and ends the group when this process is told to end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @returns {Promise<number>} its exit code
 */
function run(command, args, signal) {
  const onWindows = process.platform === 'win32'
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, CI: 'true' },
      // The channel closes when this process dies, however it dies: the child ends what it started then.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: !onWindows,
      shell: onWindows && command === 'npx',
    })
    const end = () => {
      if (child.pid === undefined) return
      try {
        process.kill(onWindows ? child.pid : -child.pid, 'SIGTERM')
      } catch {
        // It has ended by itself meanwhile.
      }
    }
    signal.addEventListener('abort', end, { once: true })
    child.on('error', (reason) => {
      console.error(`${command}: ${reason.message}`)
      resolve(1)
    })
    child.on('exit', (code) => {
      signal.removeEventListener('abort', end)
      resolve(code ?? 1)
    })
  })
}
