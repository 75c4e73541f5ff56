import type { Evidence, Invariant, Violation } from './evidence.ts'
import { amendmentsConverge } from './invariants/amendments-converge.ts'
import { cursorsMonotone } from './invariants/cursors-monotone.ts'
import { gapless } from './invariants/gapless.ts'
import { noStranger } from './invariants/no-stranger.ts'
import { nothingVanished } from './invariants/nothing-vanished.ts'
import { once } from './invariants/once.ts'
import { sameOrder } from './invariants/same-order.ts'
import { senderOrder } from './invariants/sender-order.ts'

const invariants: Record<string, Invariant> = {
  once,
  'nothing-vanished': nothingVanished,
  gapless,
  'same-order': sameOrder,
  'sender-order': senderOrder,
  'cursors-monotone': cursorsMonotone,
  'no-stranger': noStranger,
  'amendments-converge': amendmentsConverge,
}

/** Looks for everything that breaks a promise in what is left after a fault, once everything has healed. Nothing found: the promises held. */
export function checkInvariants(evidence: Evidence): Violation[] {
  return Object.entries(invariants).flatMap(([invariant, check]) => check(evidence).map((says) => ({ invariant, says })))
}
