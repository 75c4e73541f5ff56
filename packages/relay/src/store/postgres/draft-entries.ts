import { createId, success } from '@firsthand/protocol'
import { canonicalJson } from '../canonical-json.ts'
import { recogniseReply } from '../first-reply.ts'
import type { CommittedEntry, Decision } from '../store.ts'
import { digestAsked } from '../what-was-asked.ts'
import { audienceOf, nameCid, type BatchDraft, type Group } from './batch-draft.ts'
import type { AppendJob } from './jobs.ts'
import type { StandingParticipant } from './standing-conversations.ts'

/** Puts what was decided into the batch, with everything that follows from it, and its answer. */
export function draftEntries(
  { rows, at, epoch }: BatchDraft,
  group: Group,
  author: StandingParticipant,
  job: AppendJob,
  decision: Decision,
): void {
  const { request } = job
  const { g, standing, change } = group
  const first = group.size + 1
  let replied = false
  if (decision.erase !== undefined) {
    rows.erased.push({ g, seq: decision.erase })
    group.erased.add(decision.erase)
  }
  const drafted = decision.entries.map(({ type, body, amends }, index) => {
    const i = ++group.size
    const cid = index === 0 ? request.cid : createId(at)
    const text = canonicalJson(body)
    const asked = index === 0 ? digestAsked(request, { type, body: text }) : null
    const isMessage = type === 'message'
    const last = isMessage ? null : group.lastMessage
    rows.entries.push({ g, i, cid, author: author.no, type, amends: amends ?? null, last, asked, body: text })
    if (isMessage) group.lastMessage = i
    const means = recogniseReply({ askedAt: standing.asked ? 0 : null, answered: standing.answered }, { type, role: author.role })
    if (means === 'question') standing.asked = change.asks = true
    if (means === 'reply') {
      standing.answered = replied = true
      change.replier = author.no
    }
    return { i, cid, type, body }
  })
  group.cids.add(nameCid(author.id, request.cid))
  if (decision.status !== undefined && decision.status !== standing.status) standing.status = change.status = decision.status
  if (decision.name !== undefined) rows.names.push({ g, person: author.id, name: decision.name })
  const { id: conversation } = standing
  const started = group.begun && first === 1
  group.answers.push({
    job,
    answer({ head }) {
      const entries = drafted.map(({ i, cid, type, body }): CommittedEntry => {
        return { epoch, conversation, seq: head + i, cid, author: author.id, at, type, body }
      })
      const ack = { conversation, cid: request.cid, seq: head + first, at }
      job.resolve(success({ ack, entries, audience: audienceOf(standing), started, replied, erased: false }))
    },
  })
}
