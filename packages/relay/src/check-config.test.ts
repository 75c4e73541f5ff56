import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkConfig } from './check-config.ts'
import { CONFIG_DEFAULTS, type RelayConfigInput } from './config.ts'
import { ConfigError } from './config-error.ts'
import { readConfig } from './read-config.ts'
import { WIRE_CONFIG } from './testing/start-wire.ts'

const good = (): RelayConfigInput => structuredClone(WIRE_CONFIG) as unknown as RelayConfigInput
/** The one line that a configuration with one fault is refused with. */
function refuse(spoil: (config: never) => void): string {
  const config = good()
  spoil(config as never)
  try {
    checkConfig(config)
  } catch (error) {
    if (error instanceof ConfigError && error.lines.length === 1) return error.message
    throw error
  }
  throw new Error('it was accepted')
}

test('what is left out has its default', () => {
  expect(checkConfig({})).toEqual(CONFIG_DEFAULTS)
  expect(checkConfig(good()).sites).toHaveLength(2)
})

interface Spoiled {
  port: unknown
  sites: { accent: unknown; fallback: string; origins: unknown[]; key: string; subjects: Record<string, unknown>[]; otherWays: unknown }[]
  members: Record<string, unknown>[]
  limits: unknown
  [field: string]: unknown
}
test.each<[string, (config: Spoiled) => void, RegExp]>([
  ['a port out of range', (config) => (config.port = 99_999), /^port must be <= 65535|^port/],
  ['an unknown field', (config) => (config['prot'] = 1), /^prot is not a field the relay knows/],
  [
    'an unknown field deep down',
    (config) => (config.sites[0]!.subjects[0]!['ownr'] = 'ada'),
    /^sites\[0\]\.subjects\[0\]\.ownr is not a field/,
  ],
  ['a lacking field', (config) => delete config.members[0]!['name'], /^members\[0\] lacks name/],
  [
    'an owner nobody is',
    (config) => (config.sites[0]!.subjects[0]!['owner'] = 'bob'),
    /owner: "bob" is not a member\. Name one of: ada, grace/,
  ],
  ['a fallback nobody is', (config) => (config.sites[1]!.fallback = 'bob'), /^sites\[1\]\.fallback: "bob"/],
  ['an origin with a path', (config) => (config.sites[0]!.origins = ['https://acme.example/']), /origins\[0\] must be an exact origin/],
  ['an origin with a pattern', (config) => (config.sites[0]!.origins = ['https://*.acme.example/x']), /must be an exact origin/],
  ['the origin null', (config) => (config.sites[0]!.origins = ['null']), /must be an exact origin/],
  [
    '[A8] a colour that is none',
    (config) => (config.sites[0]!.accent = 'red}*{background:url(//e)'),
    /^sites\[0\]\.accent does not have the form/,
  ],
  [
    'a pattern that is none',
    (config) => (config.sites[0]!.subjects[0]!['patterns'] = ['/docs/**']),
    /patterns\[0\]: must be an absolute address/,
  ],
  [
    'an address that is none of the web',
    (config) => (config.sites[0]!.subjects[0]!['url'] = 'javascript:alert(1)'),
    /url must be an absolute http or https/,
  ],
  [
    'a link that is none of the web',
    (config) => (config.sites[0]!.otherWays = [{ kind: 'link', url: 'javascript:1', label: 'x' }]),
    /otherWays\[0\]\.url must be/,
  ],
  ['a handle used twice', (config) => config.members.push(config.members[0]!), /^members: the handle "ada" is used twice/],
  ['a site key used twice', (config) => (config.sites[1]!.key = 'acme'), /the key "acme" is used twice/],
  ['a subject key used twice', (config) => (config.sites[0]!.subjects[1]!['key'] = 'engine'), /the key "engine" is used twice/],
  ["the site's own key", (config) => (config.sites[0]!.subjects[1]!['key'] = '@site'), /subjects\[1\]\.key does not have the form/],
  ['a limit that is not for telling', (config) => (config.limits = { messageText: 5 }), /^limits\.messageText is not a field/],
  ['everywhere without an address', (config) => (config['host'] = '0.0.0.0'), /^publicUrl is needed where host is "0\.0\.0\.0"/],
  ['an address with a path', (config) => (config['publicUrl'] = 'https://relay.example/chat'), /^publicUrl must be an origin/],
])('%s is refused in one line that says what to do', (_, spoil, line) => {
  expect(refuse(spoil as never)).toMatch(line)
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthand-config-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the environment overrules the file, and paths are taken from where they stand', async () => {
  const file = { port: 1, dataFolder: 'data', members: [{ handle: 'ada', name: 'Ada', face: 'faces/ada.png' }] }
  await writeFile(join(folder, 'firsthand.config.json'), JSON.stringify(file))
  const config = await readConfig({
    cwd: folder,
    env: { PORT: '2', HOST: '::1', FIRSTHAND_TRUST_PROXY: '10.0.0.1, 10.0.0.2', FIRSTHAND_POLLING: 'false', FIRSTHAND_LOG_LEVEL: '' },
  })
  expect(config).toMatchObject({
    port: 2,
    host: '::1',
    trustProxy: ['10.0.0.1', '10.0.0.2'],
    polling: false,
    logLevel: 'info',
    dataFolder: join(folder, 'data'),
    members: [{ face: join(folder, 'faces/ada.png') }],
  })
  await expect(readConfig({ cwd: folder, env: { FIRSTHAND_DATA: 'elsewhere' } })).resolves.toMatchObject({
    dataFolder: join(folder, 'elsewhere'),
  })
})

test.each([
  ['9464', { port: 9464 }],
  ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
  ['[::]:0', { host: '::', port: 0 }],
])('FIRSTHAND_METRICS=%s is where the metrics are served', async (text, metrics) => {
  const env = { FIRSTHAND_METRICS: text, FIRSTHAND_DATABASE: 'postgres://host/name', FIRSTHAND_REDIS: 'rediss://host' }
  await expect(readConfig({ cwd: folder, env })).resolves.toMatchObject({
    metrics,
    database: env.FIRSTHAND_DATABASE,
    redis: env.FIRSTHAND_REDIS,
  })
})

test('what is neither true nor false is no answer to whether clients may poll', async () => {
  await expect(readConfig({ cwd: folder, env: { FIRSTHAND_POLLING: 'no' } })).rejects.toThrow('FIRSTHAND_POLLING must be true or false')
})

test('without a file there are the defaults, and a file that is named must be there and be JSON', async () => {
  await expect(readConfig({ cwd: folder, env: {} })).resolves.toEqual(CONFIG_DEFAULTS)
  await expect(readConfig({ cwd: folder, env: { FIRSTHAND_CONFIG: 'none.json' } })).rejects.toThrow(/none\.json cannot be read/)
  await writeFile(join(folder, 'bad.json'), '{')
  await expect(readConfig({ cwd: folder, file: 'bad.json', env: {} })).rejects.toThrow(/bad\.json is not JSON/)
})

test.each([
  [{ PORT: 'http' }, /^PORT must be a port number; "http" is not/],
  [{ FIRSTHAND_METRICS: '0.0.0.0' }, /^FIRSTHAND_METRICS must be a port number/],
  [{ FIRSTHAND_DATABASE: 'mysql://secret@host/name' }, /^database must be an address such as (?!.*secret)/],
  [{ FIRSTHAND_DATABASE: 'postgres://host/name', FIRSTHAND_REDIS: 'localhost' }, /^redis must be an address/],
  [{ FIRSTHAND_REDIS: 'redis://host' }, /^redis is for several relays on one Postgres/],
  [{ FIRSTHAND_LOG_LEVEL: 'loud' }, /^FIRSTHAND_LOG_LEVEL must be one of silent, error, warn, info, debug/],
])('the environment %j is refused in one line', async (env, line) => {
  await expect(readConfig({ cwd: folder, env })).rejects.toThrow(line)
})
