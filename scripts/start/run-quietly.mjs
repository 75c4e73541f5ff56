import { spawn } from 'node:child_process'

/** What is kept of a command's words, to be shown where it fails. */
const TAIL_LINES = 20

/** A command that failed, with the last lines it wrote. */
export class CommandFailed extends Error {
  /**
   * @param {string} how such as `exit code 1`
   * @param {string} tail
   */
  constructor(how, tail) {
    super(how)
    this.tail = tail
  }
}

/**
 * Runs a command and swallows what it writes, unless it fails. It gets a process group of its own, so that a signal that ends
 * the start ends npm, and what npm started, at once.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} where
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function runQuietly(command, args, where, signal) {
  const onWindows = process.platform === 'win32'
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'], detached: !onWindows, shell: onWindows })
    let written = ''
    const keep = (/** @type {Buffer} */ chunk) => (written = (written + chunk.toString()).slice(-20_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const end = () => endGroup(child)
    signal.addEventListener('abort', end, { once: true })
    child.on('error', (reason) => reject(new CommandFailed(reason.message, '')))
    child.on('close', (code, by) => {
      signal.removeEventListener('abort', end)
      if (code === 0) resolve()
      else reject(new CommandFailed(by ? `ended by ${by}` : `exit code ${code}`, lastLines(written)))
    })
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  if (child.pid === undefined) return
  if (process.platform === 'win32') return void spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'])
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch {
    // Gone already.
  }
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
}
