import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { checkConfig } from './check-config.ts'
import type { MetricsConfig, RelayConfig, RelayConfigInput } from './config.ts'
import { ConfigError } from './config-error.ts'

/** Every environment variable the relay reads, and nothing else reads one. Each overrules the file. */
export const ENVIRONMENT = {
  FIRSTHAND_CONFIG: 'The config file, JSON. Default: `firsthand.config.json` where there is one.',
  FIRSTHAND_DATA: 'The folder of the database (`dataFolder`).',
  FIRSTHAND_DATABASE: 'A Postgres database instead of SQLite (`database`).',
  FIRSTHAND_REDIS: 'A Redis over which several relays tell each other (`redis`).',
  FIRSTHAND_METRICS: 'The port, or address and port (`0.0.0.0:9464`), of the Prometheus metrics (`metrics`).',
  FIRSTHAND_PUBLIC_URL: 'The address browsers reach the relay at (`publicUrl`).',
  FIRSTHAND_TRUST_PROXY: 'How many proxies in front are trusted, or their addresses, comma-separated (`trustProxy`).',
  FIRSTHAND_POLLING: '`false` where clients shall use WebSocket alone (`polling`).',
  FIRSTHAND_LOG_LEVEL: 'silent, error, warn, info or debug (`logLevel`).',
  HOST: 'The address to listen on (`host`).',
  PORT: 'The port to listen on (`port`); 0 takes a free one.',
} as const

/** Where {@link readConfig} reads from; a test gives its own. */
export interface ConfigSources {
  /** Overrules `FIRSTHAND_CONFIG`. */
  file?: string
  env?: Readonly<Record<string, string | undefined>>
  cwd?: string
  /** What stands where neither file nor environment says anything. */
  defaults?: RelayConfigInput
}

/**
 * Reads the configuration: defaults, then the file, then the environment, each overruling the one before. Paths in the file are
 * relative to the file, those in the environment to the working folder.
 *
 * @throws ConfigError naming each field that is wrong and what to do about it
 */
export async function readConfig(sources: ConfigSources = {}): Promise<RelayConfig> {
  const env = sources.env ?? process.env
  const cwd = sources.cwd ?? process.cwd()
  const named = sources.file ?? env['FIRSTHAND_CONFIG']
  const file = resolve(cwd, named ?? 'firsthand.config.json')
  return checkConfig({
    ...sources.defaults,
    ...anchorPaths(await readConfigFile(file, named !== undefined), dirname(file)),
    ...readEnvironment(env, cwd),
  })
}

async function readConfigFile(file: string, mustExist: boolean): Promise<RelayConfigInput> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    if (!mustExist) return {}
    throw new ConfigError([`The config file ${file} cannot be read. Name another with FIRSTHAND_CONFIG, or mend its permissions.`])
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
    throw new Error('it is not an object')
  } catch (error) {
    throw new ConfigError([`The config file ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`])
  }
}

/** Makes the paths of a file absolute. What is not of the right form stays for the check to name. */
function anchorPaths(config: RelayConfigInput, folder: string): RelayConfigInput {
  const anchored: RelayConfigInput = { ...config }
  if (typeof config.dataFolder === 'string') anchored.dataFolder = resolve(folder, config.dataFolder)
  if (Array.isArray(config.members)) {
    anchored.members = config.members.map((member) =>
      typeof member?.face === 'string' ? { ...member, face: resolve(folder, member.face) } : member,
    )
  }
  return anchored
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>, cwd: string): RelayConfigInput {
  const read: RelayConfigInput = {}
  const say = (name: keyof typeof ENVIRONMENT): string | undefined => env[name] || undefined
  const host = say('HOST')
  const port = say('PORT')
  const folder = say('FIRSTHAND_DATA')
  const database = say('FIRSTHAND_DATABASE')
  const redis = say('FIRSTHAND_REDIS')
  const metrics = say('FIRSTHAND_METRICS')
  const publicUrl = say('FIRSTHAND_PUBLIC_URL')
  const trust = say('FIRSTHAND_TRUST_PROXY')
  const polling = say('FIRSTHAND_POLLING')
  const level = say('FIRSTHAND_LOG_LEVEL')
  if (host !== undefined) read.host = host
  if (port !== undefined) read.port = readNumber('PORT', port)
  if (folder !== undefined) read.dataFolder = resolve(cwd, folder)
  if (database !== undefined) read.database = database
  if (redis !== undefined) read.redis = redis
  if (metrics !== undefined) read.metrics = readMetrics(metrics)
  if (publicUrl !== undefined) read.publicUrl = publicUrl
  if (trust !== undefined)
    read.trustProxy = /^\d+$/.test(trust) ? (Number(trust) === 0 ? false : Number(trust)) : trust.split(',').map((part) => part.trim())
  if (polling !== undefined) read.polling = readSwitch('FIRSTHAND_POLLING', polling)
  if (level !== undefined) read.logLevel = readLevel(level)
  return read
}

/** `9464`, `0.0.0.0:9464` or `[::]:9464`. */
function readMetrics(text: string): MetricsConfig {
  const colon = text.lastIndexOf(':')
  const port = readNumber('FIRSTHAND_METRICS', text.slice(colon + 1))
  return colon < 0 ? { port } : { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port }
}

function readNumber(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new ConfigError([`${name} must be a port number; "${text}" is not. Set it to one between 0 and 65535.`])
}

function readSwitch(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ConfigError([`${name} must be true or false; "${text}" is not.`])
}

function readLevel(text: string): RelayConfig['logLevel'] {
  const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const
  const level = levels.find((one) => one === text)
  if (level) return level
  throw new ConfigError([`FIRSTHAND_LOG_LEVEL must be one of ${levels.join(', ')}; "${text}" is not.`])
}
