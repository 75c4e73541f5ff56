import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A process whose system calls are written down. */
export interface Trace {
  /** Stops, and answers the calls in their order, one line each. */
  stop(): Promise<string[]>
}

const CALLS = 'trace=fdatasync,fsync,write,writev,pwrite64,pwritev,sendto,sendmsg'

/** Why no process can be traced here, or null where it can. */
export function whyNotTraced(): string | null {
  if (spawnSync('strace', ['-V']).status !== 0) return 'there is no strace (Debian: apt-get install strace)'
  const tried = spawnSync('strace', ['-o', '/dev/null', 'true'])
  return tried.status === 0 ? null : `strace may not trace here: ${tried.stderr.toString().trim().split('\n')[0]}`
}

/** Attaches to a process and all its threads. Resolves once it is attached. */
export async function traceProcess(pid: number): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-trace-'))
  const file = join(folder, 'calls')
  // The whole of a page of the write-ahead log, and which file or socket each number stands for.
  const tracer = spawn('strace', ['-f', '-y', '-s', '8192', '-e', CALLS, '-o', file, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  tracer.stderr.setEncoding('utf8')
  let said = ''
  for await (const text of tracer.stderr) {
    said += String(text)
    if (/attached/.test(said)) break
    if (/not permitted|denied/.test(said)) throw new Error(said)
  }
  return {
    async stop() {
      const gone = once(tracer, 'exit')
      tracer.kill('SIGINT')
      await gone
      const calls = readFileSync(file, 'utf8').split('\n')
      rmSync(folder, { recursive: true })
      return calls
    },
  }
}
