import type { ConversationId } from '@firsthand/protocol'
import { createBatchDraft, type Group } from './batch-draft.ts'
import type { BatchOutcome, BatchRows } from './batch-rows.ts'
import { draftAppend } from './draft-append.ts'
import { draftMove } from './draft-move.ts'
import type { Job } from './jobs.ts'
import type { Known } from './known.ts'
import type { StandingConversation } from './standing-conversations.ts'

/** A batch decided on what is known, to be written where that still stands. */
export interface DecidedBatch {
  /** Null where everything is answered already. */
  rows: BatchRows | null
  /** Answers what was written, for what is known to hold; the jobs of all other conversations are left to be decided anew. */
  settle(outcome: BatchOutcome): { left: Job[]; changed: StandingConversation[] }
  /** Jobs that have to wait for another of this batch. */
  deferred: Job[]
}

/**
 * Decides a batch. Pure but for the answers: what can be answered from what was just read is answered at once, the rest when it is written.
 *
 * Requests of one conversation are decided in their order, each on what the ones before it leave. What needs a seq that is not given yet (the
 * edit of a message of the same batch), or may turn out to be the same again, waits for the next batch, and with it all that comes after it in
 * that conversation.
 */
export function draftBatch(jobs: readonly Job[], known: Known, at: number, epoch: string): DecidedBatch {
  const blocked = new Set<ConversationId>()
  const deferred: Job[] = []
  const draft = createBatchDraft(known, at, epoch, (job) => {
    blocked.add(job.conversation)
    deferred.push(job)
  })
  for (const job of jobs) {
    if (blocked.has(job.conversation)) deferred.push(job)
    else if (job.is === 'append') draftAppend(draft, job)
    else draftMove(draft, job)
  }
  const { rows } = draft
  const groups = [...draft.groups.values()]
  rows.changes.push(
    ...groups.map(({ change }) => change).filter(({ status, asks, replier }) => status !== null || asks || replier !== null),
  )
  return {
    rows: groups.some(({ answers }) => answers.length > 0) ? rows : null,
    deferred,
    settle: (outcome) => settle(groups, outcome),
  }
}

function settle(groups: readonly Group[], outcome: BatchOutcome): ReturnType<DecidedBatch['settle']> {
  const left: Job[] = []
  const changed: StandingConversation[] = []
  const written = new Map((outcome.groups ?? []).map((group) => [group.g, group]))
  const moves = Map.groupBy(outcome.moves ?? [], ({ g }) => g)
  for (const { g, answers, standing } of groups) {
    const found = written.get(g)
    if (!found) {
      left.push(...answers.map(({ job }) => job))
      continue
    }
    const { head, no, visitor } = found
    const cursors = new Map((moves.get(g) ?? []).map(({ person, delivered, read }) => [person, { delivered, read }]))
    for (const { answer } of answers) answer({ head, cursors, visitor })
    const participants = standing.participants.map((participant) => ({ ...participant, no: participant.no ?? visitor }))
    changed.push({ ...standing, no, participants })
  }
  return { left, changed }
}
