import type { ClientId, ConversationId, EntryType, PersonId } from '@firsthand/protocol'
import type { Pool } from 'pg'
import type { StandingConversation } from './standing-conversations.ts'

/** What a batch has to know before anything can be decided. */
export interface Wanted {
  conversations: Set<ConversationId>
  /** By conversation: what may have been sent before, or is to be amended. */
  cids: Map<ConversationId, Set<ClientId>>
  credentials: Set<string>
  people: Set<PersonId>
}

/** What an author once sent under a cid. */
export interface SentEntry {
  conversation: ConversationId
  cid: ClientId
  author: number
  seq: number
  at: number
  type: EntryType
  asked: string | null
  body: string | null
}

/** What was found of it. */
export interface Facts {
  conversations: StandingConversation[]
  sent: SentEntry[]
  credentials: { hash: string; person: PersonId; no: number; revoked: boolean }[]
  people: { id: PersonId; no: number }[]
}

/** Planned once for each connection, as what writes is: no join whose plan could turn on how much there was then. */
const FACTS = `
select
  (select coalesce(json_agg(f), '[]') from (
    select c.no, c.id, c.kind, (select site from subject where no = c.subject_no) as site, c.audience, c.status, c.asked_at is not null as asked, c.replied_at is not null as answered, (
      select json_agg(json_build_object('no', p.person_no, 'id', (select id from person where no = p.person_no), 'role', p.role)
        order by p.person_no)
      from participant p where p.conversation_no = c.no) as participants
    from conversation c where c.id = any ($1)) as f) as conversations,
  (select coalesce(json_agg(f), '[]') from (
    select k.conversation, e.cid, e.author_no as author, e.seq, e.at, e.type, e.asked, e.body
    from unnest($2::text[], $3::text[]) as k(conversation, cid), lateral (
      select * from entry
      where cid = k.cid and conversation_no = (select no from conversation where id = k.conversation) offset 0) as e) as f) as sent,
  (select coalesce(json_agg(f), '[]') from (
    select hash, (select id from person where no = person_no) as person, person_no as no, revoked_at is not null as revoked
    from credential where hash = any ($4)) as f) as credentials,
  (select coalesce(json_agg(f), '[]') from (select id, no from person where id = any ($5)) as f) as people`

/** Wants nothing yet. */
export function createWanted(): Wanted {
  return { conversations: new Set(), cids: new Map(), credentials: new Set(), people: new Set() }
}

/** Adds a cid to what is wanted. */
export function wantCid({ cids }: Wanted, conversation: ConversationId, cid: ClientId): void {
  const known = cids.get(conversation)
  if (known) known.add(cid)
  else cids.set(conversation, new Set([cid]))
}

/** Reads all of it in one round trip, and none where nothing is wanted. */
export async function readFacts(pool: Pool, { conversations, cids, credentials, people }: Wanted): Promise<Facts> {
  if (conversations.size + cids.size + credentials.size + people.size === 0)
    return { conversations: [], sent: [], credentials: [], people: [] }
  const pairs = [...cids].flatMap(([conversation, set]) => [...set].map((cid) => [conversation, cid] as const))
  const { rows } = await pool.query<Facts>({
    name: 'facts',
    text: FACTS,
    values: [[...conversations], pairs.map(([conversation]) => conversation), pairs.map(([, cid]) => cid), [...credentials], [...people]],
  })
  return rows[0]!
}
