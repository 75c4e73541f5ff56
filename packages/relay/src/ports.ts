import type { Limits } from '@firsthand/protocol'
import type { Clock } from './clock.ts'
import type { Directory } from './directory/directory.ts'
import type { FanOut } from './gateway/fan-out.ts'
import type { Metrics } from './operations/metrics.ts'
import type { FirstReplies } from './presence/first-replies.ts'
import type { Here } from './presence/here.ts'
import type { Pages } from './presence/pages.ts'
import type { Losses } from './store/restoring/losses.ts'
import type { Store } from './store/store.ts'

/** What commands and routes work on. The composition root names what stands behind each. */
export interface Ports {
  store: Store
  clock: Clock
  directory: Directory
  here: Here
  pages: Pages
  firstReplies: FirstReplies
  fanOut: FanOut
  limits: Limits
  metrics: Metrics
  losses: Losses
}
