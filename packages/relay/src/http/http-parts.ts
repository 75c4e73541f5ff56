import type { Assets } from '../assets.ts'
import type { AuthenticateMember } from '../access/authenticate-member.ts'
import type { Sessions } from '../access/sessions.ts'
import type { Ports } from '../ports.ts'

/** What the routes work on. */
export interface HttpParts {
  ports: Ports
  assets: Assets
  sessions: Sessions
  authenticateMember: AuthenticateMember
  /** The address the relay is reached at, without a trailing slash. */
  url: () => string
  isDraining: () => boolean
}
