import type { ClientId, ConversationId, PersonId } from '@firsthand/protocol'
import type { BatchRows } from './batch-rows.ts'
import type { Job } from './jobs.ts'
import type { Known } from './known.ts'
import type { StandingConversation } from './standing-conversations.ts'

/** A batch while it is being decided. */
export interface BatchDraft {
  known: Known
  /** The time of its commit, as this relay's clock says it. */
  at: number
  epoch: string
  rows: BatchRows
  groups: Map<ConversationId, Group>
  /** Hashes of the credentials that come to be with it. */
  beginning: Set<string>
  /** Leaves a job to the next batch, and with it all that comes after it in its conversation. */
  defer(job: Job): void
}

/** One conversation of a batch, as it will stand when the batch is written. */
export interface Group {
  g: number
  begun: boolean
  standing: StandingConversation
  /** How many entries it gets. */
  size: number
  /** The newest message among them, or null. */
  lastMessage: number | null
  /** Authors and cids of what it gets. */
  cids: Set<string>
  /** Seqs of what it erases. */
  erased: Set<number>
  row: BatchRows['groups'][number]
  change: BatchRows['changes'][number]
  answers: { job: Job; answer(written: Written): void }[]
}

/** What came of a group. */
export interface Written {
  /** The head before this batch. */
  head: number
  /** Where cursors stood, by participant. */
  cursors: Map<number, { delivered: number; read: number }>
  /** The visitor who came to be with it. */
  visitor: number | null
}

/** A batch with nothing in it. */
export function createBatchDraft(known: Known, at: number, epoch: string, defer: (job: Job) => void): BatchDraft {
  const rows: BatchRows = { begins: [], groups: [], sent: [], targets: [], entries: [], erased: [], changes: [], names: [], moves: [] }
  return { known, at, epoch, rows, groups: new Map(), beginning: new Set(), defer }
}

/** The place of a conversation that stands, in this batch; undefined where it does not. */
export function groupOf(draft: BatchDraft, id: ConversationId): Group | undefined {
  const group = draft.groups.get(id)
  if (group) return group
  const standing = draft.known.find(id)
  return standing && addGroup(draft, standing, false)
}

/** Gives a conversation its place; `begun` where it begins with this batch. */
export function addGroup({ groups, rows }: BatchDraft, standing: StandingConversation, begun: boolean): Group {
  const { no, asked, answered, participants } = standing
  const g = groups.size + 1
  const group: Group = {
    g,
    begun,
    standing: { ...standing, participants: participants.map((participant) => ({ ...participant })) },
    size: 0,
    lastMessage: null,
    cids: new Set(),
    erased: new Set(),
    row: { g, no: begun ? null : no, status: null, asked, answered },
    change: { g, status: null, asks: false, replier: null },
    answers: [],
  }
  rows.groups.push(group.row)
  groups.set(standing.id, group)
  return group
}

/** What an author's cid goes by within a conversation. */
export function nameCid(author: PersonId, cid: ClientId): string {
  return `${author} ${cid}`
}

/** Everybody who takes part. */
export function audienceOf({ participants }: StandingConversation): PersonId[] {
  return participants.map(({ id }) => id)
}
