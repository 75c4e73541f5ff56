import type { Role, Status } from './conversation.ts'

/** One allowed change of status, and who may make it. */
export interface Transition {
  readonly from: Status
  readonly to: Status
  readonly by: readonly Role[]
  /** Whether a reason must be given with it. */
  readonly needsReason?: true
}

/** The states of one kind of conversation: the relay enforces them, the screens draw their buttons from them. */
export interface StateTable {
  readonly initial: Status
  readonly transitions: readonly Transition[]
}

/** Declares a state table; it is data, so that both ends read the same one. */
export function defineStates(table: StateTable): StateTable {
  return table
}

/** The transition that leads there for this role, or undefined when the table has none. */
export function findTransition(table: StateTable, from: Status, to: Status, role: Role): Transition | undefined {
  return table.transitions.find((one) => one.from === from && one.to === to && one.by.includes(role))
}
