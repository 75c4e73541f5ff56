import type { ReadonlySignal, Signal } from '@preact/signals-core'
import type { Person, PersonId } from '@firsthand/protocol'
import type { ClientEvents } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { Emitter } from '../emitter.ts'
import type { WakeHints } from '../link/wake-hints.ts'
import type { Link } from '../link/link.ts'

/** What every model and feature stands on. */
export interface Core {
  link: Link
  clock: Clock
  hints: WakeHints
  random(): number
  serverNow(): number
  you: Signal<Person | null>
  /** One's own id, or null while the relay knows nobody. */
  me(): PersonId | null
  online: ReadonlySignal<boolean>
  emit: Emitter<ClientEvents>['emit']
}
