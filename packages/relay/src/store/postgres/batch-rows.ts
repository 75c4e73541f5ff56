import type { Audience, ClientId, ConversationId, ConversationKind, EntryType, PersonId, Role, Status } from '@firsthand/protocol'
import { plainText } from './plain-text.ts'

/** The rows of a batch as the function that writes it takes them; see `write-function.ts`. */
export interface BatchRows {
  begins: BeginRow[]
  groups: { g: number; no: number | null; status: Status | null; asked: boolean; answered: boolean }[]
  sent: { g: number; cid: ClientId; author: number }[]
  targets: { g: number; seq: number; erased: boolean }[]
  entries: EntryRow[]
  erased: { g: number; seq: number }[]
  changes: { g: number; status: Status | null; asks: boolean; replier: number | null }[]
  names: { g: number; person: PersonId; name: string }[]
  moves: { g: number; person: number | null; delivered: number; read: number; after: number }[]
}

export interface BeginRow {
  g: number
  id: ConversationId
  kind: ConversationKind
  site: string
  key: string
  subject_kind: string
  title: string
  url: string
  status: Status
  audience: Audience
  page_url: string | null
  page_title: string | null
  /** Who is made along, or null. */
  visitor: PersonId | null
  visitor_site: string | null
  name: string | null
  locale: string | null
  hash: string | null
  /** Whose credential this was found to be. */
  known: PersonId | null
  people: { no: number | null; role: Role }[]
}

export interface EntryRow {
  g: number
  i: number
  cid: ClientId
  author: number | null
  type: EntryType
  amends: number | null
  last: number | null
  asked: string | null
  body: string
}

/** What the function answers. */
export interface BatchOutcome {
  groups: { g: number; no: number; head: number; visitor: number | null }[] | null
  moves: { g: number; person: number; delivered: number; read: number }[] | null
}

/** The parts in the order of the function's parameters. */
const PARTS = ['begins', 'groups', 'sent', 'targets', 'entries', 'erased', 'changes', 'names', 'moves'] as const

export const WRITE = `select write_1($1, ${PARTS.map((_, index) => `$${index + 2}`).join(', ')}) as outcome`

/** The parts that hold what people wrote as it is. The body of an entry is JSON by then, in which nothing is left to be replaced. */
const WRITTEN: ReadonlySet<keyof BatchRows> = new Set(['begins', 'names'])

/** The function's parameters: what there is none of is null, and costs nothing. */
export function toParameters(at: number, rows: BatchRows): unknown[] {
  const encode = (part: keyof BatchRows) => JSON.stringify(rows[part], WRITTEN.has(part) ? toPlain : undefined)
  return [at, ...PARTS.map((part) => (rows[part].length > 0 ? encode(part) : null))]
}

function toPlain(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? plainText(value) : value
}
