import { groupOf, type BatchDraft } from './batch-draft.ts'
import type { MoveJob } from './jobs.ts'

/** The largest seq the database can hold. */
const MAX_SEQ = 2_147_483_647

/** Puts cursors that move into the batch: no further than the head, the entries before it in this batch included, and never back (P15). */
export function draftMove(draft: BatchDraft, job: MoveJob): void {
  const group = groupOf(draft, job.conversation)
  // Nobody takes part in what begins with this batch before it is written.
  if (group?.begun) return draft.defer(job)
  const participant = group?.standing.participants.find(({ id }) => id === job.person)
  if (!group || !participant) return job.resolve(null)
  const to = { delivered: Math.min(job.to.delivered ?? 0, MAX_SEQ), read: Math.min(job.to.read ?? 0, MAX_SEQ) }
  const after = group.size
  draft.rows.moves.push({ g: group.g, person: participant.no, ...to, after })
  group.answers.push({
    job,
    answer({ head, cursors }) {
      const no = participant.no!
      const before = cursors.get(no)!
      const read = Math.max(before.read, Math.min(to.read, head + after))
      const delivered = Math.max(before.delivered, Math.min(to.delivered, head + after), read)
      // Several of one batch are answered as if each had come by itself.
      cursors.set(no, { delivered, read })
      job.resolve({ delivered, read, moved: read !== before.read || delivered !== before.delivered })
    },
  })
}
