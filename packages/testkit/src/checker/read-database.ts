import type { EntryType } from '@firsthand/protocol'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import type { Row } from './evidence.ts'
import { groupBy } from './group-by.ts'

/** What a relay's database holds of what was said. */
export interface DatabaseContent {
  rows: Row[]
  participants: Map<string, Set<string>>
  /** How many people have written, members left out: no fault may make a second one of one visitor. */
  visitors: number
}

const ENTRIES = `
  select conversation.id as conversation, entry.seq, entry.cid, person.id as author, entry.type, entry.amends as target, entry.body
  from entry join conversation on conversation.no = entry.conversation_no join person on person.no = entry.author_no
  order by conversation.no, entry.seq`
const PARTICIPANTS = `
  select conversation.id as conversation, person.id as person
  from participant join conversation on conversation.no = participant.conversation_no join person on person.no = participant.person_no`
const VISITORS = `select count(*) as many from person where kind <> 'member'`

/** A row as either database gives it: Postgres has big integers as text. */
interface StoredEntry {
  conversation: string
  seq: number | string
  cid: string
  author: string
  type: EntryType
  target: number | string | null
  body: string | { text?: string | null } | null
}

/**
 * Reads the tables past the relay, which may be running: what the checker looks at is what stands there, not what somebody says.
 *
 * @param at a data folder with a SQLite database, or the address of a Postgres (`postgres://…`)
 */
export async function readDatabase(at: string): Promise<DatabaseContent> {
  const ask = await openDatabase(at)
  try {
    const entries = (await ask(ENTRIES)) as StoredEntry[]
    const participants = (await ask(PARTICIPANTS)) as { conversation: string; person: string }[]
    const [visitors] = (await ask(VISITORS)) as { many: number | string }[]
    const grouped = groupBy(participants, (one) => one.conversation)
    return {
      rows: entries.map(toRow),
      participants: new Map([...grouped].map(([id, all]) => [id, new Set(all.map((one) => one.person))])),
      visitors: Number(visitors?.many),
    }
  } finally {
    await ask.close()
  }
}

interface Ask {
  (sql: string): Promise<unknown[]>
  close(): Promise<void>
}

async function openDatabase(at: string): Promise<Ask> {
  if (/^postgres(ql)?:/.test(at)) {
    const client = new pg.Client({ connectionString: at })
    await client.connect()
    return Object.assign(async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows, { close: () => client.end() })
  }
  const file = join(at, 'firsthand.sqlite')
  if (!existsSync(file)) throw new Error(`There is no database in ${at}.`)
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  return Object.assign(async (sql: string) => db.prepare(sql).all() as unknown[], { close: async () => db.close() })
}

function toRow({ conversation, seq, cid, author, type, target, body }: StoredEntry): Row {
  const said = typeof body === 'string' ? (JSON.parse(body) as { text?: string | null }) : body
  return { conversation, seq: Number(seq), cid, author, type, target: target === null ? null : Number(target), text: said?.text ?? null }
}
