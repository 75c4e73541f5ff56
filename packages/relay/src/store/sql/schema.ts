import type { Audience, ConversationKind, EntryType, PersonKind, Role, Status } from '@firsthand/protocol'
import type { Generated } from 'kysely'

/**
 * The tables as Kysely sees them, in SQLite and Postgres alike. Times are milliseconds since 1970, yes and no are 1 and 0, and
 * what the wire names by a UUID has a small `no` for the database's own use: every entry would else repeat three UUIDs.
 */
export interface Schema {
  meta: { name: string; value: string }
  person: PersonTable
  credential: { hash: string; person_no: number; created_at: number; revoked_at: number | null }
  sign_in_link: { hash: string; person_no: number; expires_at: number }
  session: { hash: string; person_no: number; expires_at: number }
  subject: { no: Generated<number>; site: string; key: string; kind: string; title: string; url: string }
  conversation: ConversationTable
  participant: ParticipantTable
  entry: EntryTable
}

export interface PersonTable {
  no: Generated<number>
  id: string
  kind: PersonKind
  site: string | null
  name: string | null
  title: string | null
  face: string | null
  locale: string | null
  appear_away: number
  /** The person this one turned out to be. */
  merged_into: number | null
  created_at: number
}

export interface ConversationTable {
  no: Generated<number>
  id: string
  kind: ConversationKind
  subject_no: number
  status: Status
  audience: Audience
  page_url: string | null
  page_title: string | null
  started_at: number
  /** When a visitor first wrote in it. */
  asked_at: number | null
  /** When, after that, an owner first replied, and who. */
  replied_at: number | null
  replied_by: number | null
}

export interface ParticipantTable {
  conversation_no: number
  person_no: number
  role: Role
  delivered: number
  read: number
  /** The stamp of the newest change in this person's inbox; see `inbox-stamps.ts`. */
  change: number
}

export interface EntryTable {
  conversation_no: number
  seq: number
  cid: string
  author_no: number
  at: number
  type: EntryType
  /** The seq of the entry it amends. */
  amends: number | null
  /** In entries that are no message: the newest message that stood when they were written, or 0; so the newest entry always tells. */
  last_message: number | null
  /** Digest of what the cid was sent with, where that differs from type and body; dropped at erasure. */
  asked: string | null
  /** Canonical JSON; null once erased. */
  body: string | null
}
