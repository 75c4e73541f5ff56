import { Pool, types, type PoolConfig } from 'pg'
import { checkServer } from './check-server.ts'

/** How a pool of connections is opened. */
export interface PoolOptions {
  /** Connections at most. */
  size: number
  /** So long somebody waits for a connection, a new or a free one, before the answer is that there is none. */
  waitMs: number
  /** So long a statement may take; a lock is given up after half of it. */
  statementMs: number
  report: (cause: unknown) => void
}

/** So many times the time of a statement may pass without a word: then not the statement but its server is lost. */
const PATIENCE = 1.5
/** Where an address says `require`, the certificate has been checked by this driver ever since; it is said so, without a warning. */
const CHECKED = /^(?:prefer|require|verify-ca)$/

/**
 * Opens connections to a database as they are needed; each is looked at before it is used (see `checkServer`), so a server that others put in
 * its place meanwhile is, too.
 */
export function openPool(database: string, { size, waitMs, statementMs, report }: PoolOptions): Pool {
  const config: PoolConfig = {
    connectionString: spellOut(database),
    application_name: 'firsthand',
    max: size,
    connectionTimeoutMillis: waitMs,
    query_timeout: Math.ceil(statementMs * PATIENCE),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser: parserOf },
    // Its type does not say so, but the pool waits for it.
    onConnect(client) {
      // A connection can be lost twice, by the server's last word and by its end, and the pool listens for the first of them alone: the
      // second would end the process (F8).
      client.on('error', () => undefined)
      return checkServer(client, statementMs) as unknown as void
    },
  }
  const pool = new Pool(config)
  // A connection that was lost while nobody used it. The next one is a new one.
  pool.on('error', report)
  return pool
}

function spellOut(database: string): string {
  const url = new URL(database)
  const mode = url.searchParams.get('sslmode')
  if (mode !== null && CHECKED.test(mode) && !url.searchParams.has('uselibpqcompat')) url.searchParams.set('sslmode', 'verify-full')
  return url.href
}

type Parser = (value: string) => unknown
type TypeId = Parameters<typeof types.getTypeParser>[0]

/** Times and stamps are `bigint`, and JavaScript's numbers hold them for some hundred thousand years. */
function parserOf(type: TypeId, format?: 'text' | 'binary'): Parser {
  return type === types.builtins.INT8 ? Number : (types.getTypeParser(type, format) as Parser)
}
