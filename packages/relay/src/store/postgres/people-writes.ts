import type { Pool } from 'pg'
import type { Store } from '../store.ts'

/** The writes about people and what lets them in. Each is one statement, and so one transaction. */
export function createPeopleWrites(
  pool: Pool,
  now: () => number,
): Pick<
  Store,
  'saveMember' | 'saveAppearAway' | 'revokeCredential' | 'saveSignInLink' | 'takeSignInLink' | 'saveSession' | 'removeSession'
> {
  const write = async (text: string, ...values: unknown[]): Promise<void> => void (await pool.query(text, values))
  return {
    saveMember: ({ id, name, title, face }) => write('select save_member_1($1, $2, $3, $4, $5)', now(), id, name, title, face),
    saveAppearAway: (person, away) => write('update person set appear_away = $1 where id = $2', away ? 1 : 0, person),
    revokeCredential: (hash) => write('update credential set revoked_at = coalesce(revoked_at, $1) where hash = $2', now(), hash),

    saveSignInLink: ({ hash, person, expiresAt }) =>
      write(
        `with dropped as (delete from sign_in_link where expires_at <= $1)
        insert into sign_in_link (hash, person_no, expires_at) values ($2, (select no from person where id = $3), $4)`,
        now(),
        hash,
        person,
        expiresAt,
      ),
    async takeSignInLink(hash, at) {
      const { rows } = await pool.query<{ expires_at: number; person: string }>(
        'delete from sign_in_link l using person a where l.hash = $1 and a.no = l.person_no returning l.expires_at, a.id as person',
        [hash],
      )
      const taken = rows[0]
      return taken && taken.expires_at > at ? taken.person : null
    },
    saveSession: ({ hash, person, expiresAt }) =>
      write(
        `with dropped as (delete from session where expires_at <= $1)
        insert into session (hash, person_no, expires_at) values ($2, (select no from person where id = $3), $4)`,
        now(),
        hash,
        person,
        expiresAt,
      ),
    removeSession: (hash) => write('delete from session where hash = $1', hash),
  }
}
