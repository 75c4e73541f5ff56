import type { ClientBase } from 'pg'
import { StoreError } from '../store-error.ts'

/** The versions that every test runs on, or ran on when they came out. */
const OLDEST = 14

interface ServerRow {
  version: number
  fsync: string
  commits: string
  standby: boolean
}

/**
 * Prepares a connection, and refuses one on which an acknowledged message would not be safe (P4): a server that does not wait for its disk, one
 * that is too old, or a stand-by that cannot write. One statement, whatever it finds.
 *
 * `remote_apply` is more than `on` and is left as it is; every other value becomes `on`. Our statements read a few rows by their keys, of what is mostly
 * in memory: they are planned so, and never compiled, which takes longer than they do.
 */
export async function checkServer(client: ClientBase, statementMs: number): Promise<void> {
  const { rows } = await client.query<ServerRow>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('fsync') as fsync, pg_is_in_recovery() as standby,
      set_config('synchronous_commit', case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end, false)
        as commits,
      set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
      set_config('idle_in_transaction_session_timeout', $1, false), set_config('default_transaction_isolation', 'read committed', false),
      set_config('random_page_cost', '1.1', false), set_config('jit', 'off', false)`,
    [`${statementMs}`, `${Math.ceil(statementMs / 2)}`],
  )
  const { version, fsync, commits, standby } = rows[0]!
  if (version < OLDEST)
    throw new StoreError('database-unusable', `This is Postgres ${version}; ${OLDEST} to 18 are supported. Upgrade it first.`)
  if (fsync !== 'on')
    throw new StoreError(
      'database-unusable',
      `Postgres runs with fsync = ${fsync}: messages would not be safe. Set fsync = on in postgresql.conf.`,
    )
  if (commits !== 'on' && commits !== 'remote_apply')
    throw new StoreError(
      'database-unusable',
      `Postgres left synchronous_commit at ${commits} where on is needed: messages would not be safe.`,
    )
  if (standby)
    throw new StoreError('store-unavailable', 'This Postgres is a stand-by and cannot be written. Name the primary, or promote it.')
}
