import { ConfigError, readConfig, type RelayConfig } from '@firsthand/relay'
import type { Command } from 'commander'
import type { Surroundings } from './surroundings.ts'

/** The options that say which relay is meant, as commander reads them. */
export interface PlaceOptions {
  config?: string
  data?: string
  database?: string
  json?: boolean
}

/** Each flag, and the environment variable it stands for and overrules. */
const VARIABLES = {
  data: 'FIRSTHAND_DATA',
  database: 'FIRSTHAND_DATABASE',
  redis: 'FIRSTHAND_REDIS',
  metrics: 'FIRSTHAND_METRICS',
  publicUrl: 'FIRSTHAND_PUBLIC_URL',
  trustProxy: 'FIRSTHAND_TRUST_PROXY',
  logLevel: 'FIRSTHAND_LOG_LEVEL',
  host: 'HOST',
  port: 'PORT',
} as const

/** Adds the options that every command with a database has. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'the config file; default firsthand.config.json where there is one')
    .option('-d, --data <folder>', 'the folder of the SQLite database and of what belongs beside a database')
    .option('--database <address>', 'a Postgres instead, postgres://user:password@host:5432/name; better in FIRSTHAND_DATABASE')
    .option('--json', 'print JSON')
}

/**
 * The configuration as the relay reads it: the command line overrules the environment, which overrules the file.
 *
 * @throws ConfigError
 */
export async function readPlace(options: object, { env, cwd }: Surroundings): Promise<RelayConfig> {
  const said: Record<string, string | undefined> = { ...env }
  const flags = new Map<string, string>()
  for (const [flag, variable] of Object.entries(VARIABLES)) {
    const value: unknown = Reflect.get(options, flag)
    if (typeof value !== 'string') continue
    said[variable] = value
    flags.set(variable, `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
  }
  const file: unknown = Reflect.get(options, 'config')
  try {
    return await readConfig({ env: said, cwd, ...(typeof file === 'string' && { file }) })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    // Told in the words in which it was said.
    throw new ConfigError(error.lines.map((line) => line.replace(/^[A-Z_]+/, (variable) => flags.get(variable) ?? variable)))
  }
}
