import {
  failure,
  success,
  type Audience,
  type ClientId,
  type Conversation,
  type ConversationId,
  type ConversationKind,
  type Participant,
  type PersonId,
  type PersonKind,
  type Result,
  type Role,
  type Status,
} from '@firsthand/protocol'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { formatInboxCursor, parseInboxCursor } from '../inbox-cursor.ts'
import { UNREAD_REACH } from '../reach.ts'
import type { StoredInboxPage } from '../store.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, toEntry, type EntryRow } from './read-log.ts'
import type { Schema } from './schema.ts'

/** What every read of an inbox needs to know. */
export interface InboxReading {
  db: Kysely<Schema>
  epoch: string
  /** Unread messages are counted up to here. */
  unreadCount: number
  /** Whether this database can have given a cursor with this stamp; left out: whatever its newest one allows. */
  wasGiven?(stamp: number): boolean
  /** Where others write beside this relay: the newest stamp, from which on nothing with a lower one is committed any more. */
  handOut?(person: PersonId): Promise<{ no: number; newest: number }>
}

/** A conversation as one inbox lists it; the columns of its last message are null where there is none. */
type ListedRow = Omit<{ [Column in keyof EntryRow]: EntryRow[Column] | null }, 'conversation'> & {
  no: number
  change: number
  id: ConversationId
  kind: ConversationKind
  site: string
  subject_key: string
  subject_kind: string
  subject_title: string
  subject_url: string
  status: Status
  audience: Audience
  page_url: string | null
  page_title: string | null
  started_at: number
  head_seq: number | null
  head_cid: ClientId | null
  unread: number
}

interface ParticipantRow {
  conversation_no: number
  role: Role
  delivered: number
  read: number
  id: PersonId
  kind: PersonKind
  name: string | null
  title: string | null
  face: string | null
}

/** A page of a person's inbox, with the stamp its cursor hands out. */
export async function readInbox(
  reading: InboxReading,
  person: PersonId,
  where: { after: string } | { before: string | null },
  limit: number,
): Promise<Result<StoredInboxPage & { handedOut: number }>> {
  const { db, epoch, handOut } = reading
  const forward = 'after' in where
  const cursor = forward ? where.after : where.before
  const from = cursor === null ? null : parseInboxCursor(epoch, cursor)
  const { no, newest } = await (handOut ? handOut(person) : readNewestChange(db, person))
  if (cursor !== null && !isOwn(reading, from, newest)) return failure('diverged')

  // What another relay stamps anew between that reading and this one belongs to this page, too: it was stamped below `newest` until then, and
  // would wait for the next page otherwise. The cursor stays behind it.
  const range = forward
    ? sql`p.person_no = ${no} and p.change > ${from} order by p.change`
    : sql`p.person_no = ${no} and p.change < ${from ?? newest + 1} order by p.change desc`
  // One more than asked for tells whether there is more.
  const rows = await readListed(reading, sql`where ${range} limit ${limit + 1}`)
  const more = rows.length > limit
  const page = rows.slice(0, limit)
  const last = page.at(-1)?.change
  const handedOut = forward ? Math.max(from!, Math.min(last ?? from!, newest)) : newest
  return success({
    conversations: await listRows(reading, page),
    cursor: formatInboxCursor(epoch, handedOut),
    older: !forward && more && last !== undefined ? formatInboxCursor(epoch, last) : null,
    more: forward && more,
    handedOut,
  })
}

/** Whether anything in a person's inbox changed after the cursor. */
export async function hasInboxChanges(reading: InboxReading, person: PersonId, cursor: string): Promise<Result<boolean>> {
  const from = parseInboxCursor(reading.epoch, cursor)
  const { newest } = await readNewestChange(reading.db, person)
  return isOwn(reading, from, newest) ? success(newest > from) : failure('diverged')
}

/** Whether the stamp of a cursor is one that this inbox may have handed out. */
function isOwn(reading: InboxReading, stamp: number | null, newest: number): stamp is number {
  return stamp !== null && stamp <= newest && (reading.wasGiven?.(stamp) ?? true)
}

/** One conversation as this person's inbox lists it. */
export async function readConversation(
  reading: InboxReading,
  conversation: ConversationId,
  person: PersonId,
): Promise<Conversation | null> {
  const rows = await readListed(
    reading,
    sql`where p.person_no = (select no from person where id = ${person})
      and p.conversation_no = (select no from conversation where id = ${conversation})`,
  )
  return (await listRows(reading, rows))[0] ?? null
}

async function readNewestChange(db: Kysely<Schema>, person: PersonId): Promise<{ no: number; newest: number }> {
  const { rows } = await sql<{ no: number; newest: number | null }>`
    select no, (select max(change) from participant where person_no = person.no) as newest from person where id = ${person}`.execute(db)
  return { no: rows[0]?.no ?? 0, newest: rows[0]?.newest ?? 0 }
}

/**
 * The newest entry is the last message or names it, so that neither a long tail of edits nor a long history is ever walked;
 * unread messages are counted no further than a screen shows them.
 */
async function readListed({ db, unreadCount }: InboxReading, which: RawBuilder<unknown>): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select p.change, c.no, c.id, c.kind, c.status, c.audience, c.page_url, c.page_title, c.started_at,
      s.site, s.key as subject_key, s.kind as subject_kind, s.title as subject_title, s.url as subject_url,
      h.seq as head_seq, h.cid as head_cid, ${ENTRY_COLUMNS},
      (select count(*) from (
        select 1 from entry u where u.conversation_no = p.conversation_no and u.seq > p.read and u.seq <= p.read + ${UNREAD_REACH}
          and u.type = 'message' and u.author_no <> p.person_no and u.body is not null limit ${unreadCount}) as counted) as unread
    from participant p
    join conversation c on c.no = p.conversation_no
    join subject s on s.no = c.subject_no
    left join entry h on h.conversation_no = c.no and h.seq = (select max(seq) from entry where conversation_no = c.no)
    left join entry e on e.conversation_no = c.no and e.seq = case when h.type = 'message' then h.seq else h.last_message end
    ${ENTRY_JOINS}
    ${which}`.execute(db)
  return rows
}

async function listRows({ db, epoch }: InboxReading, rows: readonly ListedRow[]): Promise<Conversation[]> {
  if (rows.length === 0) return []
  const { rows: participants } = await sql<ParticipantRow>`
    select p.conversation_no, p.role, p.delivered, p.read, a.id, a.kind, a.name, a.title, a.face
    from participant p join person a on a.no = p.person_no
    where p.conversation_no in (${sql.join(rows.map((row) => row.no))}) order by p.conversation_no, p.person_no`.execute(db)
  const byConversation = Map.groupBy(participants, (row) => row.conversation_no)
  return rows.map((row) => toConversation(row, (byConversation.get(row.no) ?? []).map(toParticipant), epoch))
}

function toParticipant({ role, delivered, read, id, kind, name, title, face }: ParticipantRow): Participant {
  return { person: { id, kind, name, title, face }, role, delivered, read }
}

function toConversation(row: ListedRow, participants: Participant[], epoch: string): Conversation {
  const { id, kind, site, status, audience } = row
  return {
    id,
    kind,
    site,
    subject: { key: row.subject_key, kind: row.subject_kind, title: row.subject_title, url: row.subject_url },
    status,
    audience,
    page: row.page_url === null ? null : { url: row.page_url, title: row.page_title ?? '' },
    startedAt: row.started_at,
    head: { conversation: id, epoch, seq: row.head_seq ?? 0, cid: row.head_cid },
    last: row.seq === null ? null : toEntry({ ...(row as unknown as EntryRow), conversation: id }),
    unread: row.unread,
    participants,
  }
}
