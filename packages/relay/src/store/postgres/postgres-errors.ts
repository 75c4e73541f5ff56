import { DatabaseError } from 'pg'

/**
 * Classes and codes of SQLSTATE that say: not now. The connection was lost (08), resources are short, a full disk among them (53), somebody
 * intervened (57: a stop, a crash, a time that ran out), the system failed (58); it turned read-only (25006: what was the primary is a
 * stand-by now), a lock was not to be had in time (55P03), or nobody may log in (28) or find the database (3D) where both were fine at the start.
 */
const OUTAGES = /^(?:08|53|57|58|28|3D|25006|55P03|F0)/
/** Another transaction was in the way; the same may be done again at once. */
const CONFLICTS = /^(?:40)/

/** Whether the database cannot do its work just now, so that the same may succeed later. What has no SQLSTATE comes from the connection. */
export function isOutage(cause: unknown): boolean {
  if (cause instanceof DatabaseError) return OUTAGES.test(cause.code ?? '')
  return cause instanceof Error && !(cause instanceof TypeError || cause instanceof RangeError || cause instanceof SyntaxError)
}

/** Whether two transactions waited for each other, or could not both be true, and this one was given up. */
export function isConflict(cause: unknown): boolean {
  return cause instanceof DatabaseError && CONFLICTS.test(cause.code ?? '')
}

/** One line of what went wrong, without a statement or a value in it. A refused connection to several addresses has no message of its own. */
export function describeOutage(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(describeOutage).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
