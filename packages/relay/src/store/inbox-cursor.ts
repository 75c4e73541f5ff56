/**
 * Where somebody's inbox was read to: `<epoch>:<change>`. Every place in an inbox carries the stamp of its newest change, so
 * "what changed since" is one step in the index (person, change).
 */
export function formatInboxCursor(epoch: string, change: number): string {
  return `${epoch}:${change}`
}

/** The stamp of a cursor, or null where it is of another epoch or not a cursor at all. */
export function parseInboxCursor(epoch: string, cursor: string): number | null {
  if (!cursor.startsWith(`${epoch}:`)) return null
  const digits = cursor.slice(epoch.length + 1)
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null
}
