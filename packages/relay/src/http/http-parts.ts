import type { Assets } from '../assets.ts'
import type { AuthenticateMember } from '../access/authenticate-member.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { Sessions } from '../access/sessions.ts'
import type { Ports } from '../ports.ts'

/** What the routes work on. */
export interface HttpParts {
  ports: Ports
  assets: Assets
  sessions: Sessions
  authenticateMember: AuthenticateMember
  /** The origin of the relay itself, as browsers write it; empty while it does not listen and no `publicUrl` says it. */
  ownOrigin: () => string
  isDraining: () => boolean
  cluster: Pick<OpenCluster, 'redis' | 'createLimiter'>
}
