import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { canPin, serverCore } from '../pin.ts'
import type { ServerUsage } from './answer-parent.ts'

export type ServerName = 'bare-ws' | 'bare-socketio' | 'relay'

/** A server in a process of its own, on a core of its own where the machine allows. */
export interface MeasuredServer {
  readonly name: ServerName
  readonly port: number
  /** What it has used so far. */
  usage(): Promise<ServerUsage>
  /** The same, after a full collection. */
  collect(): Promise<ServerUsage>
  close(): Promise<void>
}

export async function startServer(
  name: ServerName,
  args: readonly string[] = [],
  nodeFlags: readonly string[] = [],
): Promise<MeasuredServer> {
  const node = [process.execPath, '--expose-gc', '--no-warnings', ...nodeFlags, join(import.meta.dirname, `${name}.ts`), ...args]
  const [program = '', ...rest] = canPin ? ['taskset', '-c', String(serverCore), ...node] : node
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, NODE_ENV: 'production' } })
  const { port } = await answerOf<{ port: number }>(child)
  const ask = (what: 'usage' | 'collect'): Promise<ServerUsage> => {
    child.send(what)
    return answerOf<ServerUsage>(child)
  }
  return {
    name,
    port,
    usage: () => ask('usage'),
    collect: () => ask('collect'),
    async close() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** The next thing the server says; a server that ends instead is an error. */
async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const done = new AbortController()
  const { signal } = done
  const ended = once(child, 'exit', { signal }).then(([code]) => Promise.reject(new Error(`The server ended by itself (${String(code)}).`)))
  ended.catch(() => undefined)
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Answer]
    return answer
  } finally {
    done.abort()
  }
}
