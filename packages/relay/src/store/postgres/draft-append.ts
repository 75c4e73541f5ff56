import { failure, success } from '@firsthand/protocol'
import { isSameAsked } from '../what-was-asked.ts'
import { askDecision } from './ask-decision.ts'
import { audienceOf, groupOf, nameCid, type BatchDraft } from './batch-draft.ts'
import { draftBegin } from './draft-begin.ts'
import { draftEntries } from './draft-entries.ts'
import { findAuthor } from './find-author.ts'
import type { AppendJob } from './jobs.ts'
import type { SentEntry } from './read-facts.ts'
import type { StandingConversation } from './standing-conversations.ts'

/** Decides an append on what stands and on what this batch has written so far. */
export function draftAppend(draft: BatchDraft, job: AppendJob): void {
  const { known, rows, beginning } = draft
  const { request } = job
  const { conversation, cid, amends, start } = request
  const group = groupOf(draft, conversation)
  if (!group) return start ? draftBegin(draft, job, start) : job.resolve(failure('conversation-not-found'))
  const { g, standing, row } = group
  let author = standing.participants.find(({ id }) => id === request.author)
  if (!author && start) {
    // Two first messages at once may have named the visitor twice; the credential tells who they are.
    if (start.visitor && beginning.has(start.visitor.credentialHash)) return draft.defer(job)
    const found = findAuthor(known, request)
    if (!found.ok) return job.resolve(found)
    author = standing.participants.find(({ id }) => id === found.value)
  }
  if (!author) return job.resolve(failure('conversation-not-found'))

  const { no, id: writer } = author
  const first = no === null ? undefined : known.findSent(conversation, no, cid)
  if (first) return repeat(job, standing, first)
  // The same again, or what needs a seq that is not given yet.
  const waits = [cid, ...(amends === undefined ? [] : [amends])].some((one) => group.cids.has(nameCid(writer, one)))
  if (waits) return draft.defer(job)

  const target = amends === undefined || no === null ? undefined : known.findSent(conversation, no, amends)
  const deleted = target !== undefined && (target.body === null || group.erased.has(target.seq))
  const { kind, status } = standing
  const decided = askDecision(job, {
    kind,
    status,
    role: author.role,
    target: target ? { seq: target.seq, type: target.type, deleted } : null,
  })
  if (!decided) return
  if (!group.begun) {
    // From here on the answer rests on what is known of the conversation, and that has to hold: a refusal as well.
    row.status ??= known.find(conversation)!.status
    if (no !== null) rows.sent.push({ g, cid, author: no })
    if (target) rows.targets.push({ g, seq: target.seq, erased: target.body === null })
  }
  if (decided.ok) draftEntries(draft, group, author, job, decided.value)
  else group.answers.push({ job, answer: () => job.resolve(decided) })
}

function repeat({ request, resolve }: AppendJob, standing: StandingConversation, first: SentEntry): void {
  if (!isSameAsked(first, request)) return resolve(failure('cid-conflict'))
  const ack = { conversation: standing.id, cid: request.cid, seq: first.seq, at: first.at }
  const audience = audienceOf(standing)
  resolve(success({ ack, entries: [], audience, started: false, replied: false, erased: first.body === null }))
}
