import {
  failure,
  success,
  type ClientId,
  type ConversationId,
  type EntryBodies,
  type EntryType,
  type LogCursor,
  type LogPage,
  type PersonId,
  type Result,
} from '@firsthand/protocol'
import { sql, type Kysely } from 'kysely'
import { presentEntry } from '../present-entry.ts'
import type { Schema } from './schema.ts'

/** An entry with its newest amendment beside it, as `ENTRY_COLUMNS` selects them. */
export interface EntryRow {
  conversation: ConversationId
  seq: number
  cid: ClientId
  author: PersonId
  at: number
  type: EntryType
  amends: number | null
  body: string | null
  newest_seq: number | null
  newest_type: EntryType | null
  newest_at: number | null
  newest_body: string | null
}

/** The columns of an {@link EntryRow} out of `entry e`, `person a` (its author) and `entry n` (its newest amendment). */
export const ENTRY_COLUMNS = sql`
  e.seq, e.cid, a.id as author, e.at, e.type, e.amends, e.body,
  n.seq as newest_seq, n.type as newest_type, n.at as newest_at, n.body as newest_body`

/** Joins the author and the newest amendment to `entry e`: one step in an index each, however long the log. */
export const ENTRY_JOINS = sql`
  left join person a on a.no = e.author_no
  left join entry n on n.conversation_no = e.conversation_no and n.seq = (
    select max(m.seq) from entry m where m.conversation_no = e.conversation_no and m.amends = coalesce(e.amends, e.seq))`

/** No log is longer, and no database has to hold a larger number. */
const MAX_SEQ = 2_147_483_647

/** An entry as it leaves the relay. */
export function toEntry(row: EntryRow) {
  const { conversation, seq, cid, author, at, type, amends } = row
  const newest =
    row.newest_seq === null ? null : { seq: row.newest_seq, type: row.newest_type!, at: row.newest_at!, body: parseBody(row.newest_body) }
  return presentEntry({ conversation, seq, cid, author, at, type, amends, body: parseBody(row.body) }, newest)
}

function parseBody(body: string | null): EntryBodies[EntryType] | null {
  return body === null ? null : (JSON.parse(body) as EntryBodies[EntryType])
}

/** The `no` of a conversation and the place of its newest entry. */
async function readHead(db: Kysely<Schema>, epoch: string, conversation: ConversationId): Promise<{ no: number; head: LogCursor } | null> {
  const { rows } = await sql<{ no: number; seq: number | null; cid: ClientId | null }>`
    select c.no, h.seq, h.cid from conversation c
    left join entry h on h.conversation_no = c.no and h.seq = (select max(seq) from entry where conversation_no = c.no)
    where c.id = ${conversation}`.execute(db)
  const row = rows[0]
  return row ? { no: row.no, head: { conversation, epoch, seq: row.seq ?? 0, cid: row.cid } } : null
}

/** A page of a log, forward from a cursor or back from a seq, in rising seq either way. */
export async function readLog(
  db: Kysely<Schema>,
  epoch: string,
  conversation: ConversationId,
  where: { after: LogCursor } | { before: number | null },
  limit: number,
): Promise<Result<LogPage>> {
  const found = await readHead(db, epoch, conversation)
  if (!found) return failure('conversation-not-found')
  const { no, head } = found
  const forward = 'after' in where
  if (forward) {
    const [matches] = await matchCursors(db, epoch, [{ ...where.after, conversation }])
    if (!matches) return failure('diverged')
  }
  const range = forward
    ? sql`e.seq > ${where.after.seq} order by e.seq`
    : sql`e.seq < ${Math.min(where.before ?? head.seq + 1, MAX_SEQ)} order by e.seq desc`
  const { rows } = await sql<EntryRow>`
    select ${ENTRY_COLUMNS} from entry e ${ENTRY_JOINS} where e.conversation_no = ${no} and ${range} limit ${limit}`.execute(db)
  if (!forward) rows.reverse()
  const entries = rows.map((row) => toEntry({ ...row, conversation }))
  const more = forward ? (entries.at(-1)?.seq ?? where.after.seq) < head.seq : (entries[0]?.seq ?? 1) > 1
  return success({ entries, head, more })
}

/** The heads of those of the conversations this person takes part in. */
export async function readHeads(
  db: Kysely<Schema>,
  epoch: string,
  conversations: readonly ConversationId[],
  person: PersonId,
): Promise<LogCursor[]> {
  if (conversations.length === 0) return []
  const { rows } = await sql<{ conversation: ConversationId; seq: number | null; cid: ClientId | null }>`
    select c.id as conversation, h.seq, h.cid from conversation c
    join participant p on p.conversation_no = c.no and p.person_no = (select no from person where id = ${person})
    left join entry h on h.conversation_no = c.no and h.seq = (select max(seq) from entry where conversation_no = c.no)
    where c.id in (${sql.join(conversations)})`.execute(db)
  const heads = new Map(rows.map(({ conversation, seq, cid }) => [conversation, { conversation, epoch, seq: seq ?? 0, cid }]))
  return conversations.flatMap((conversation) => heads.get(conversation) ?? [])
}

/** Whether the entry at each cursor is the one it names; one statement, however many they are. */
export async function matchCursors(db: Kysely<Schema>, epoch: string, cursors: readonly LogCursor[]): Promise<boolean[]> {
  if (cursors.length === 0) return []
  const wanted = cursors.map(
    ({ conversation, seq }, at) => sql`(cast(${at} as integer), cast(${conversation} as text), cast(${Math.min(seq, MAX_SEQ)} as integer))`,
  )
  const { rows } = await sql<{ at: number; cid: ClientId | null }>`
    with wanted (place, id, seq) as (values ${sql.join(wanted)})
    select w.place as at, e.cid from wanted w join conversation c on c.id = w.id
    left join entry e on e.conversation_no = c.no and e.seq = w.seq`.execute(db)
  const found = new Map(rows.map(({ at, cid }) => [at, cid]))
  return cursors.map(({ epoch: its, seq, cid }, at) => {
    const standing = found.get(at)
    return standing !== undefined && its === epoch && (seq === 0 ? cid === null : standing !== null && standing === cid)
  })
}
