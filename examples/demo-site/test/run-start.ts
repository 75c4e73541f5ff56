import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** A run of `node scripts/start.mjs`. */
export interface StartRun {
  readonly pid: number
  /** What it printed so far. */
  readonly stdout: string
  readonly stderr: string
  /** Resolves to the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** Resolves to what the lines name, once all are printed; rejects where the run ends before. */
  readonly announced: Promise<Announced>
  kill(signal: NodeJS.Signals): void
}

/** The lines a machine reads. */
export interface Announced {
  site: string
  api: string
  consoles: string[]
}

/** Runs the start script as `npm start` does, on free ports unless the environment says otherwise. */
export function runStart(environment: Record<string, string>): StartRun {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DEMO_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  const announced = Promise.withResolvers<Announced>()
  // A run that is meant to fail has nobody waiting for it.
  announced.promise.catch(() => {})
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString()
    const read = readAnnounced(said.stdout)
    if (read) announced.resolve(read)
  })
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  child.on('close', () => announced.reject(new Error(`The start ended before it was ready: ${said.stderr}`)))
  return {
    pid: child.pid!,
    get stdout() {
      return said.stdout
    },
    get stderr() {
      return said.stderr
    },
    ended: once(child, 'close').then(([code]) => code as number | null),
    announced: announced.promise,
    kill: (signal) => child.kill(signal),
  }
}

/** Reads the lines; null while the last of them is not there. */
function readAnnounced(text: string): Announced | null {
  const read = (name: string): string[] => [...text.matchAll(new RegExp(`^${name}: (\\S+)\\n`, 'gm'))].map(([, url]) => url!)
  const [site] = read('Demo site')
  const [api] = read('API')
  return site !== undefined && api !== undefined ? { site, api, consoles: read('Console') } : null
}

/** Everything a process started, directly or not. */
export function listDescendants(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=']).toString().trim().split('\n')
  const parents = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number])
  const below = (parent: number): number[] => parents.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

/** Whether a process is still there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
