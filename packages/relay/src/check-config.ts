import { Compile } from 'typebox/compile'
import { CONFIG_DEFAULTS, type RelayConfig, type RelayConfigInput, type SiteConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { ConfigSchema } from './config-schema.ts'
import { normaliseUrl } from './directory/normalise-url.ts'
import { parseUrlPattern } from './directory/url-pattern.ts'

const form = Compile(ConfigSchema)

/**
 * Fills in the defaults and checks everything, the agreement of the parts included.
 *
 * @throws ConfigError with one line per fault, each naming its field
 */
export function checkConfig(input: RelayConfigInput): RelayConfig {
  const config: RelayConfig = { ...CONFIG_DEFAULTS, ...input }
  const faults = readFormFaults(config)
  if (faults.length === 0)
    faults.push(...readPublicUrlFaults(config), ...readEngineFaults(config), ...readMemberFaults(config), ...readSiteFaults(config))
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

function readFormFaults(config: RelayConfig): string[] {
  if (form.Check(config)) return []
  const faults = new Map<string, string>()
  for (const error of form.Errors(config)) {
    if (error.keyword === 'additionalProperties' || error.keyword === 'anyOf') continue
    const field = toField(error.instancePath) || 'the configuration'
    const message = error.keyword === 'boolean' ? 'is not a field the relay knows; mind the spelling or take it out' : sayWhatIsWrong(error)
    if (!faults.has(field)) faults.set(field, `${field} ${message}.`)
  }
  return faults.size > 0 ? [...faults.values()] : ['The configuration is not of the form docs describe.']
}

function sayWhatIsWrong(error: { keyword: string; message: string; params: object }): string {
  if (error.keyword === 'required') return `lacks ${(error.params as { requiredProperties: string[] }).requiredProperties.join(', ')}`
  if (error.keyword === 'pattern') return `does not have the form ${(error.params as { pattern: string | RegExp }).pattern}`
  return error.message
}

/** `/sites/0/origins` as people write it: `sites[0].origins`. */
function toField(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '')
}

function readPublicUrlFaults({ publicUrl, host }: RelayConfig): string[] {
  if (publicUrl === undefined) {
    const everywhere = host === '0.0.0.0' || host === '::' || host === ''
    return everywhere
      ? [`publicUrl is needed where host is "${host}": say at which address browsers reach the relay, such as https://relay.example.com.`]
      : []
  }
  const fits = URL.canParse(publicUrl) && /^https?:$/.test(new URL(publicUrl).protocol) && new URL(publicUrl).origin === publicUrl
  return fits
    ? []
    : [`publicUrl must be an origin without path or trailing slash, such as https://relay.example.com; "${publicUrl}" is not.`]
}

/** The address itself stays out of the words: it holds a password. */
function readEngineFaults({ database, redis }: RelayConfig): string[] {
  const isOf = (address: string | undefined, schemes: RegExp): boolean =>
    address === undefined || (URL.canParse(address) && schemes.test(new URL(address).protocol))
  return [
    ...(isOf(database, /^postgres(?:ql)?:$/) ? [] : ['database must be an address such as postgres://user:password@host:5432/name.']),
    ...(isOf(redis, /^rediss?:$/) ? [] : ['redis must be an address such as redis://host:6379.']),
    ...(redis !== undefined && database === undefined
      ? ['redis is for several relays on one Postgres; say database as well, or leave redis out.']
      : []),
  ]
}

function readMemberFaults({ members }: RelayConfig): string[] {
  return findRepeated(members.map((member) => member.handle)).map(
    (handle) => `members: the handle "${handle}" is used twice. Give each member a handle of their own.`,
  )
}

function readSiteFaults(config: RelayConfig): string[] {
  const handles = new Set(config.members.map((member) => member.handle))
  const repeated = findRepeated(config.sites.map((site) => site.key)).map(
    (key) => `sites: the key "${key}" is used twice. Give each site a key of its own.`,
  )
  return [...repeated, ...config.sites.flatMap((site, index) => readOneSite(site, `sites[${index}]`, handles))]
}

function readOneSite(site: SiteConfig, path: string, handles: ReadonlySet<string>): string[] {
  const faults: string[] = []
  const mustBeMember = (field: string, handle: string): void => {
    if (!handles.has(handle))
      faults.push(`${field}: "${handle}" is not a member. Name one of: ${[...handles].join(', ') || '(members is empty)'}.`)
  }
  const mustBeAddress = (field: string, address: string): void => {
    if (normaliseUrl(address) === null) faults.push(`${field} must be an absolute http or https address; "${address}" is not.`)
  }
  site.origins.forEach((origin, index) => {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
      faults.push(
        `${path}.origins[${index}] must be an exact origin such as https://www.example.com (no path, no trailing slash, no pattern); "${origin}" is not.`,
      )
    }
  })
  mustBeMember(`${path}.fallback`, site.fallback)
  if (site.privacyUrl !== undefined) mustBeAddress(`${path}.privacyUrl`, site.privacyUrl)
  site.otherWays?.forEach((way, index) => {
    if (way.kind === 'link') mustBeAddress(`${path}.otherWays[${index}].url`, way.url)
  })
  for (const key of findRepeated(site.subjects.map((subject) => subject.key)))
    faults.push(`${path}.subjects: the key "${key}" is used twice. Give each subject a key of its own.`)
  site.subjects.forEach((subject, index) => {
    const at = `${path}.subjects[${index}]`
    mustBeMember(`${at}.owner`, subject.owner)
    mustBeAddress(`${at}.url`, subject.url)
    subject.aliases?.forEach((alias, place) => mustBeAddress(`${at}.aliases[${place}]`, alias))
    subject.patterns?.forEach((pattern, place) => {
      const parsed = parseUrlPattern(pattern)
      if (typeof parsed === 'string') faults.push(`${at}.patterns[${place}]: ${parsed}; "${pattern}" does not fit.`)
    })
  })
  return faults
}

function findRepeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
