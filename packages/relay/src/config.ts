import type { Limits, OtherWay, SubjectKind } from '@firsthand/protocol'

/** Everything a relay is told. Read from a file and the environment by `readConfig`, or given to `createRelay` as it stands. */
export interface RelayConfig {
  /** The address to listen on. Default `127.0.0.1`. */
  host: string
  /** The port to listen on; 0 takes a free one. Default 7420. */
  port: number
  /** The address browsers reach the relay at, without a trailing slash. Left out: `http://<host>:<port>`. */
  publicUrl?: string
  /** The folder of the SQLite database and of what belongs beside a database of either kind. */
  dataFolder: string
  /** A Postgres database (14 to 18), such as `postgres://user:password@host:5432/name`. Left out: SQLite in `dataFolder`, for one relay. */
  database?: string
  /** A Redis or Valkey (6.2 or later), such as `redis://host:6379`, over which several relays on one Postgres tell each other. Left out: none. */
  redis?: string
  /** Where Prometheus metrics are served, apart from everything public. Left out: nowhere. */
  metrics?: MetricsConfig
  /** How many proxies in front of the relay are trusted with `X-Forwarded-*`, or their addresses. Default: none. */
  trustProxy: false | number | string[]
  /**
   * Whether a client whose network lets no WebSocket through may poll over HTTP instead. Several relays then need a proxy in front that
   * takes one address to one relay; where it cannot, say false. Default: true.
   */
  polling: boolean
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Paces and spans; each left out stands as in the protocol's LIMITS. Lengths are the protocol's own and stand fast. */
  limits: Partial<Pick<Limits, AdjustableLimit>>
  members: MemberConfig[]
  sites: SiteConfig[]
}

/** A listener for `/metrics` alone. */
export interface MetricsConfig {
  /** The address to listen on. Default `127.0.0.1`. */
  host?: string
  /** The port to listen on; 0 takes a free one. */
  port: number
}

/** The limits a relay may be told. */
export type AdjustableLimit = 'commands' | 'commandWindowMs' | 'helloWithinMs' | 'typingMs' | 'hereMs'

/** A configuration as a file or a program gives it: what is left out has its default. */
export type RelayConfigInput = Partial<RelayConfig>

/** What stands where nothing is said. */
export const CONFIG_DEFAULTS: RelayConfig = {
  host: '127.0.0.1',
  port: 7420,
  dataFolder: '.firsthand',
  trustProxy: false,
  polling: true,
  logLevel: 'info',
  limits: {},
  members: [],
  sites: [],
}

/** Somebody who can sign in to the console and be responsible for subjects. */
export interface MemberConfig {
  /** Stable and unique on this relay, such as `ada`; ownership names it. */
  handle: string
  name: string
  /** Role line, such as "Maintains the pricing API". */
  title?: string
  /** A picture file (any format sharp reads); `readConfig` takes it relative to the config file. Cropped to a square of 96 px. */
  face?: string
}

/** One site the widget is embedded in. */
export interface SiteConfig {
  /** The public key of the tag's `data-site`. */
  key: string
  name: string
  /** Exact origins the widget may run on, such as `https://www.example.com`. */
  origins: string[]
  /** The accent colour, `#rrggbb`. */
  accent?: string
  /** Where the site says what it does with what visitors write. */
  privacyUrl?: string
  /** Ways to reach the site where the relay cannot be had. */
  otherWays?: OtherWay[]
  /** The handle of the member who answers for every page nobody claimed. */
  fallback: string
  subjects: SubjectConfig[]
}

/** One thing that is talked about, and who is responsible for it. */
export interface SubjectConfig {
  key: string
  kind: SubjectKind
  title: string
  /** Its canonical address, absolute. */
  url: string
  /** Further addresses of the same, absolute. */
  aliases?: string[]
  /** Addresses that belong to it, absolute, with `*` for one path segment and `**` for any rest. The longest match wins. */
  patterns?: string[]
  /** The handle of the responsible member. */
  owner: string
  /** Why this person, such as "wrote this page". */
  why?: string
}
