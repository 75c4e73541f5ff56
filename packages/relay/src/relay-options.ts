import type { AuthenticateMember } from './access/authenticate-member.ts'
import type { Assets } from './assets.ts'
import type { Clock } from './clock.ts'
import type { RelayConfigInput } from './config.ts'
import type { Store } from './store/store.ts'

/** What a relay is made from. */
export interface RelayOptions {
  /** As `readConfig` reads it, or by hand; what is left out has its default. */
  config: RelayConfigInput
  /** The built widget and console to serve; none: the relay speaks its wire and nothing else. */
  assets?: Assets
  /** Who a request is from. Default: the relay's own sign-in links and sessions. */
  authenticateMember?: AuthenticateMember
  /** Where the log is kept. Default: SQLite in `config.dataFolder`. */
  store?: Store
  /** Default: the machine's clock. */
  clock?: Clock
}
