/** Which stamps of inboxes a database gave, so that a cursor of another is told from its own. */
export interface KnownStamps {
  /** Every stamp there is or ever was is at or below this one. */
  newest: number
  /** Whether a stamp can be one of this database's. */
  wasGiven(stamp: number): boolean
}

/** Stamps above the first and up to the second were never given. */
export type StampGap = [after: number, upTo: number]

/** Where they are kept in `meta`. */
export const STAMP_GAPS = 'stamp-gaps'

/** So many openings are remembered; what lies before them is believed. */
const OPENINGS = 500

/**
 * What changed within so many milliseconds before the end may not have a stamp of its own (it gets one in ten seconds): a reader of a future that was
 * lost may hold the same stamp for something else.
 */
export const UNSURE_MS = 30_000

/**
 * Begins the stamps of one opening above the clock, and remembers the gap that this leaves behind the newest one.
 *
 * A database put back by hand keeps its epoch, and soon has newer stamps than a cursor from the future it lost. But it never gave that cursor's stamp:
 * what was stamped before was at or below the newest it holds, and what is stamped from now on is above the clock. The cursor falls into the gap.
 */
export function addGap(stored: string | null, newest: number, now: number): { gaps: StampGap[]; start: number } {
  const gaps = stored === null ? [] : (JSON.parse(stored) as StampGap[])
  const before = gaps.at(-1)
  const start = Math.max(now, newest, before?.[1] ?? 0)
  // Opened again with nothing stamped between: the same gap, grown.
  if (before && before[1] >= newest) gaps.splice(-1, 1, [before[0], start])
  else gaps.push([newest, start])
  return { gaps: gaps.slice(-OPENINGS), start }
}

/** Whether a stamp lies in none of the gaps, which are in rising order. */
export function liesOutside(gaps: readonly StampGap[], stamp: number): boolean {
  for (let index = gaps.length - 1; index >= 0; index--) {
    const [after, upTo] = gaps[index]!
    if (stamp > upTo) return true
    if (stamp > after) return false
  }
  return true
}
