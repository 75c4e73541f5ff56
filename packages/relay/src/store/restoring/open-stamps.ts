import type { DatabaseSync } from 'node:sqlite'

/** Which stamps of inboxes this database gave, so that a cursor of another is told from its own. */
export interface KnownStamps {
  /** Every stamp there is or ever was is at or below this one. */
  newest: number
  /** Whether a stamp can be one of this database's. */
  wasGiven(stamp: number): boolean
}

/** So many openings are remembered; what lies before them is believed. */
const OPENINGS = 500

/**
 * What changed within so many milliseconds before the end may not have a stamp of its own (`inbox-stamps.ts` gives one in ten seconds): a reader of
 * a future that was lost may hold the same stamp for something else.
 */
const UNSURE_MS = 30_000

/**
 * Begins the stamps of one opening above the clock, and remembers the gap that this leaves behind the newest one.
 *
 * A database put back by hand keeps its epoch, and soon has newer stamps than a cursor from the future it lost. But it never gave that cursor's stamp:
 * what was stamped before was at or below the newest it holds, and what is stamped from now on is above the clock. The cursor falls into the gap.
 */
export function openStamps(db: DatabaseSync, now: number): KnownStamps {
  const { stored, newest } = db
    .prepare("select (select value from meta where name = 'stamp-gaps') as stored, (select max(change) from participant) as newest")
    .get() as { stored: string | null; newest: number | null }
  const gaps = stored === null ? [] : (JSON.parse(stored) as [after: number, upTo: number][])
  const last = newest ?? 0
  const start = Math.max(now, last, gaps.at(-1)?.[1] ?? 0)
  // Opened again with nothing stamped between: the same gap, grown.
  if ((gaps.at(-1)?.[1] ?? 0) >= last) gaps.splice(-1, 1, [gaps.at(-1)?.[0] ?? last, start])
  else gaps.push([last, start])
  gaps.splice(0, gaps.length - OPENINGS)

  db.exec('begin immediate')
  db.prepare("insert into meta (name, value) values ('stamp-gaps', ?) on conflict (name) do update set value = excluded.value").run(
    JSON.stringify(gaps),
  )
  const renewed = renewStamps(db, last - UNSURE_MS, start)
  db.exec('commit')
  return {
    newest: start + renewed,
    wasGiven(stamp) {
      for (let index = gaps.length - 1; index >= 0; index--) {
        const [after, upTo] = gaps[index]!
        if (stamp > upTo) return true
        if (stamp > after) return false
      }
      return true
    },
  }
}

/** Gives everything stamped after `after` a new stamp above `start`, in the same order; answers how many those were. */
function renewStamps(db: DatabaseSync, after: number, start: number): number {
  const places = db.prepare('select conversation_no, person_no from participant where change > ? order by change').all(after) as {
    conversation_no: number
    person_no: number
  }[]
  const stamp = db.prepare('update participant set change = ? where conversation_no = ? and person_no = ?')
  places.forEach(({ conversation_no, person_no }, index) => stamp.run(start + index + 1, conversation_no, person_no))
  return places.length
}
