import type { PersonId } from '@firsthand/protocol'
import type { Pool } from 'pg'
import type { InboxReading } from '../sql/read-inbox.ts'

/**
 * Reads the newest stamp of an inbox, to be handed out. Where nobody was handed it yet, that is written down first, with the inbox held alone for a
 * moment (see `write-function.ts`); where it was, whatever could have a lower stamp is committed already, and nothing is written.
 */
export function createHandOut(pool: Pool): NonNullable<InboxReading['handOut']> {
  return async (person: PersonId) => {
    const { rows } = await pool.query<{ no: number; newest: number; handed: number }>({
      name: 'newest',
      text: `select a.no, coalesce((select max(change) from participant where person_no = a.no), 0) as newest,
        coalesce((select handed from inbox where person_no = a.no), 0) as handed from person a where a.id = $1`,
      values: [person],
    })
    const found = rows[0]
    if (!found) return { no: 0, newest: 0 }
    if (found.newest <= found.handed) return found
    const handed = await pool.query<{ newest: number }>({ name: 'hand-out', text: 'select hand_out_1($1) as newest', values: [found.no] })
    return { no: found.no, newest: handed.rows[0]!.newest }
  }
}
