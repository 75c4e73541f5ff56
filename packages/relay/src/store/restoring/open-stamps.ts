import type { DatabaseSync } from 'node:sqlite'
import { addGap, liesOutside, STAMP_GAPS, UNSURE_MS, type KnownStamps } from './stamp-gaps.ts'

/** Begins the stamps of one opening of a SQLite database; see `stamp-gaps.ts`. */
export function openStamps(db: DatabaseSync, now: number): KnownStamps {
  const { stored, newest } = db
    .prepare('select (select value from meta where name = ?) as stored, (select max(change) from participant) as newest')
    .get(STAMP_GAPS) as { stored: string | null; newest: number | null }
  const last = newest ?? 0
  const { gaps, start } = addGap(stored, last, now)
  db.exec('begin immediate')
  db.prepare('insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value').run(
    STAMP_GAPS,
    JSON.stringify(gaps),
  )
  const renewed = renewStamps(db, last - UNSURE_MS, start)
  db.exec('commit')
  return { newest: start + renewed, wasGiven: (stamp) => liesOutside(gaps, stamp) }
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
