import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedis } from './find-redis.ts'

/** A Redis (or Valkey) in a process of its own that keeps nothing on disk, and that a test may do anything to. */
export interface TestRedis {
  /** Such as `redis://127.0.0.1:40123`. The same after each restart. */
  readonly url: string
  readonly port: number
  /** Ends the process at once and without a word: from then on connections are refused. Resolves when it is gone. */
  kill(): Promise<void>
  /** Starts it again on the same port, with nothing in it. */
  restart(): Promise<void>
  /** Stops the process where it stands: connections stay open, new ones are accepted by the system, and nothing is answered. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

const INSTALL =
  'No Redis: install redis-server or valkey-server (Debian: apt-get install redis-server), or name it in FIRSTHAND_REDIS_SERVER.'

/**
 * Starts a Redis on a free port of loopback. Its close ends the process and takes the folder away.
 *
 * @param settings as `redis.conf` spells them, such as `{ requirepass: 'secret' }`
 *
 * @throws Error where no server is installed; the message says what to do
 */
export async function startTestRedis(settings: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
  const program = findRedis()
  if (program === null) throw new Error(INSTALL)
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-redis-'))
  const port = await findFreePort()
  let child: ChildProcess | null = null

  const start = async (): Promise<void> => {
    const network = ['--port', `${port}`, '--bind', '127.0.0.1']
    const disk = ['--dir', folder, '--save', '', '--appendonly', 'no']
    const more = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
    const started = spawn(program, [...network, ...disk, ...more], { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    await readUntilReady(started)
  }
  const end = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const endWithTest = (): void => void child?.kill('SIGKILL')

  process.once('exit', endWithTest)
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: end,
    restart: start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      process.off('exit', endWithTest)
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves once the server takes connections; what it says until then is the error where it ends instead. */
function readUntilReady(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // It goes on talking, and nobody keeps what it says then.
    if (said.length < 10_000) said += text
    if (said.includes('eady to accept connections')) resolve()
  })
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`The Redis server ended by itself (${code}):\n${said}`)))
  return promise
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
