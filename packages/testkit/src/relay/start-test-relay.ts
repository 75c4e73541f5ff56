import type { Assets, RelayConfigInput } from '@firsthand/relay'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkRequest, RelayOrder } from './relay-process.ts'

/** A relay in a process of its own, with a folder of its own, that a test may do anything to. */
export interface TestRelay {
  /** Where browsers reach it. The same after each restart. */
  readonly url: string
  readonly port: number
  /** The process that runs now. */
  readonly pid: number
  /** The folder of its database; it outlives restarts and goes with `close`. */
  readonly folder: string
  /** A one-time sign-in link for a member. */
  createSignInLink(handle: string): Promise<string>
  /** Ends the process at once and without a word, as `kill -9` and power cuts do. Resolves when it is gone. */
  kill(): Promise<void>
  /** Ends it as an operator does (SIGTERM) and resolves to its exit code. */
  terminate(): Promise<number | null>
  /** Stops the process where it stands, without ending it; `thaw` lets it go on. */
  freeze(): void
  thaw(): void
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TestRelayOptions {
  /** Everything but host, port and folder, which are the kit's to choose. With `database` it runs on that Postgres, with `redis` beside others. */
  config: RelayConfigInput
  /** Default: none. {@link builtAssets} names what the workspace has built. */
  assets?: Assets
  /** Default: `sqlite`. With `memory` a restart forgets everything. */
  store?: 'sqlite' | 'memory'
  /** Where browsers reach it, when that is a proxy; left out, the relay itself. */
  publicUrl?: string
  /** Its folder, which stays the caller's to take away. Default: a new one. */
  folder?: string
  /** Modules that run in the process before the relay does, such as one that breaks something on purpose. */
  preload?: readonly string[]
}

/** The workspace's own builds of widget and console. */
export const builtAssets: Assets = {
  widget: join(import.meta.dirname, '../../../widget/dist/embed'),
  console: join(import.meta.dirname, '../../../console/dist'),
}

/** Starts a relay on a free port of loopback. Its close ends the process and takes the folder away. */
export async function startTestRelay(options: TestRelayOptions): Promise<TestRelay> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'firsthand-relay-'))
  let child: ChildProcess | null = null
  let port = 0
  let asking: Promise<unknown> = Promise.resolve()

  const start = async (): Promise<void> => {
    const started = fork(join(import.meta.dirname, 'relay-process.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning', ...(options.preload ?? []).flatMap((file) => ['--import', file])],
    })
    child = started
    const config: RelayConfigInput = { logLevel: 'error', ...options.config, host: '127.0.0.1', port, dataFolder: folder }
    if (options.publicUrl) config.publicUrl = options.publicUrl
    started.send({ config, assets: options.assets ?? {}, store: options.store ?? 'sqlite' } satisfies RelayOrder)
    const answer = await nextMessage<{ port: number } | { error: string }>(started)
    if ('error' in answer) throw new Error(`The relay did not start: ${answer.error}`)
    port = answer.port
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    const [code] = (await gone) as [number | null]
    return code
  }

  await start()
  return {
    url: options.publicUrl ?? `http://127.0.0.1:${port}`,
    port,
    get pid() {
      return child!.pid!
    },
    folder,
    createSignInLink(handle) {
      // One after the other: an answer does not say to which question.
      const link = asking.then(async () => {
        child!.send({ handle } satisfies LinkRequest)
        return (await nextMessage<{ link: string }>(child!)).link
      })
      asking = link.catch(() => undefined)
      return link
    },
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    restart: start,
    async close() {
      child?.kill('SIGCONT')
      await end('SIGKILL')
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The next thing the relay's process says; one that ends instead is an error. */
function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>()
  const ended = (code: number | null): void => reject(new Error(`The relay's process ended by itself (${code}).`))
  child.once('exit', ended)
  child.once('message', (message) => {
    child.off('exit', ended)
    resolve(message as Message)
  })
  return promise
}
