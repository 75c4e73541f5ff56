import { failure } from '@firsthand/protocol'
import { namesOfStart } from '../names-of-start.ts'
import type { StartRequest } from '../store.ts'
import { askDecision } from './ask-decision.ts'
import { addGroup, type BatchDraft } from './batch-draft.ts'
import { draftEntries } from './draft-entries.ts'
import { findAuthor } from './find-author.ts'
import type { AppendJob } from './jobs.ts'
import type { StandingParticipant } from './standing-conversations.ts'

/** Decides a first message: subject, visitor, credential, conversation and entry come to be together. */
export function draftBegin(draft: BatchDraft, job: AppendJob, start: StartRequest): void {
  const { known, rows, beginning } = draft
  const { request } = job
  const { visitor } = start
  // Who they are is known when the one before it is written.
  if (visitor && beginning.has(visitor.credentialHash)) return draft.defer(job)
  const found = findAuthor(known, request)
  if (!found.ok) return job.resolve(found)
  const names = namesOfStart(start, found.value)
  const role = names.get(found.value)
  if (!role) return job.resolve(failure('conversation-not-found'))
  const { kind, status, site, audience, subject, page } = start.conversation
  const decided = askDecision(job, { kind, status, role, target: null })
  if (!decided) return
  if (!decided.ok) return job.resolve(decided)

  const credential = visitor ? known.findCredential(visitor.credentialHash) : undefined
  const made = visitor && !credential && names.has(visitor.id) ? visitor : null
  const participants: StandingParticipant[] = []
  for (const [id, role] of names) {
    const no = id === made?.id ? null : known.findPerson(id)
    if (no === undefined) {
      const fault = `Person ${id} does not stand and cannot take part in conversation ${request.conversation}.`
      return job.reject(new Error(fault))
    }
    participants.push({ no, id, role })
  }
  if (visitor) beginning.add(visitor.credentialHash)
  const standing = { no: null, id: request.conversation, kind, site, audience, participants, status, asked: false, answered: false }
  const group = addGroup(draft, standing, true)
  rows.begins.push({
    g: group.g,
    id: request.conversation,
    kind,
    site,
    key: subject.key,
    subject_kind: subject.kind,
    title: subject.title,
    url: subject.url,
    status,
    audience,
    page_url: page?.url ?? null,
    page_title: page?.title ?? null,
    visitor: made?.id ?? null,
    visitor_site: made?.site ?? null,
    name: made?.name ?? null,
    locale: made?.locale ?? null,
    hash: visitor?.credentialHash ?? null,
    known: credential?.person ?? null,
    people: participants.map(({ no, role }) => ({ no, role })),
  })
  const author = group.standing.participants.find(({ id }) => id === found.value)!
  draftEntries(draft, group, author, job, decided.value)
}
