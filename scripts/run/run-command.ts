import { spawn, type ChildProcess } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
const bin = join(root, 'node_modules/.bin')
const running = new Set<ChildProcess>()

/** How a command ended, and everything it wrote. */
export interface Outcome {
  ok: boolean
  output: string
  /** What it wrote to stdout alone. */
  stdout: string
  ms: number
}

/**
 * Runs a command of the workspace (the tools of `node_modules/.bin` first, the workspace's own Node before the machine's) and
 * resolves when it ended, well or not. Its words are kept, and shown as they come where `loud`.
 */
export function runCommand(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; loud?: boolean } = {},
): Promise<Outcome> {
  const [program = '', ...args] = command
  const cwd = options.cwd ?? root
  const from = performance.now()
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const child = spawn(program, args, {
    cwd,
    env: {
      ...process.env,
      PATH: [join(cwd, 'node_modules/.bin'), bin, process.env['PATH']].join(delimiter),
      NO_COLOR: '1',
      CI: 'true',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it started ends with it.
    detached: true,
  })
  running.add(child)
  let output = ''
  let stdout = ''
  const keep = (text: string): void => {
    output += text
    if (options.loud) process.stdout.write(text)
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    keep(text)
  })
  child.stderr.setEncoding('utf8').on('data', keep)
  child.on('error', (reason) => keep(`${reason.message}\n`))
  child.on('close', (code) => {
    running.delete(child)
    resolve({ ok: code === 0, output, stdout, ms: performance.now() - from })
  })
  return promise
}

/** Ends what still runs, and what that started. */
export function endCommands(): void {
  for (const child of running) {
    if (child.pid === undefined) continue
    try {
      process.kill(-child.pid, 'SIGTERM')
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

/** Ends every child when this process is told to end, or loses the one that started it. */
export function endWithParent(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endCommands()
      process.exit(1)
    })
  }
  process.on('disconnect', () => {
    endCommands()
    process.exit(1)
  })
  process.on('exit', endCommands)
}
