import type { PoolClient } from 'pg'
import { INBOX_LOCKS } from '../postgres/inbox-functions.ts'
import { addGap, liesOutside, STAMP_GAPS, UNSURE_MS, type KnownStamps } from './stamp-gaps.ts'

/**
 * Begins the stamps of one opening of a Postgres database; see `stamp-gaps.ts`. Inside a transaction that one relay at a time has. Others may write
 * meanwhile: what is renewed is locked as they lock it, first the conversations, then the inboxes, then the clock of the stamps.
 */
export async function openPostgresStamps(client: PoolClient, now: number): Promise<KnownStamps> {
  const { last } = (await client.query<{ last: number }>('select last_value as last from inbox_change')).rows[0]!
  const unsure = last - UNSURE_MS
  await client.query(
    `select 1 from conversation where no in (select conversation_no from participant where change > $1) order by no for no key update`,
    [unsure],
  )
  await client.query(
    `select pg_advisory_xact_lock_shared(${INBOX_LOCKS}, person_no)
     from (select distinct person_no from participant where change > $1 order by person_no) as people`,
    [unsure],
  )
  await client.query(`select pg_advisory_xact_lock(${INBOX_LOCKS}, 0)`)
  const { rows } = await client.query<{ newest: number; stored: string | null }>(
    'select last_value as newest, (select value from meta where name = $1) as stored from inbox_change',
    [STAMP_GAPS],
  )
  const { newest, stored } = rows[0]!
  const { gaps, start } = addGap(stored, newest, now)
  await client.query("select setval('inbox_change', $1)", [start])
  await client.query('insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [
    STAMP_GAPS,
    JSON.stringify(gaps),
  ])
  await client.query(
    `update participant p set change = renewed.change from (
       select conversation_no, person_no, nextval('inbox_change') as change
       from (select conversation_no, person_no from participant where change > $1 and change <= $2 order by change) as unsure
     ) as renewed where p.conversation_no = renewed.conversation_no and p.person_no = renewed.person_no`,
    [unsure, start],
  )
  return { newest: start, wasGiven: (stamp) => liesOutside(gaps, stamp) }
}
