import { createId, failure, success, type ClientId, type ConversationId, type PersonId, type Result } from '@firsthand/protocol'
import { canonicalJson } from '../canonical-json.ts'
import { recogniseReply } from '../first-reply.ts'
import { namesOfStart } from '../names-of-start.ts'
import type { AppendRequest, CommittedEntry, Decision, StartRequest } from '../store.ts'
import { digestAsked, isSameAsked } from '../what-was-asked.ts'
import type { BatchOutcome, BatchRows } from './batch-rows.ts'
import type { AppendJob, Job, MoveJob } from './jobs.ts'
import type { Known } from './known.ts'
import type { SentEntry } from './read-facts.ts'
import type { StandingConversation, StandingParticipant } from './standing-conversations.ts'

/** A batch decided on what is known, to be written where that still stands. */
export interface Draft {
  /** Null where everything is answered already. */
  rows: BatchRows | null
  /** Answers what was written, for what is known to hold; the jobs of all other groups are left to be decided anew. */
  settle(outcome: BatchOutcome): { left: Job[]; changed: StandingConversation[] }
  /** Jobs that have to wait for another of this batch. */
  deferred: Job[]
}

/** One conversation of a batch, as it will stand when the batch is written. */
interface Group {
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
interface Written {
  head: number
  at: number
  /** Where cursors stand, by participant. */
  cursors: Map<number, { delivered: number; read: number }>
  visitor: number | null
}

/** The largest seq the database can hold. */
const MAX_SEQ = 2_147_483_647

/**
 * Decides a batch. Pure but for the answers: what can be answered from what was just read is answered at once, the rest when it is written.
 *
 * Requests of one conversation are decided in their order, each on what the ones before it leave. What needs a seq that is not given yet (the edit of a
 * message of the same batch), or may turn out to be the same again, waits for the next batch, and with it all that comes after it in that conversation.
 */
export function draftBatch(jobs: readonly Job[], known: Known, at: number, epoch: string): Draft {
  const rows: BatchRows = { begins: [], groups: [], sent: [], targets: [], entries: [], erased: [], changes: [], names: [], moves: [] }
  const groups = new Map<ConversationId, Group>()
  const blocked = new Set<ConversationId>()
  const beginning = new Set<string>()
  const deferred: Job[] = []

  const defer = (job: Job): void => {
    blocked.add(job.conversation)
    deferred.push(job)
  }

  const addGroup = (standing: StandingConversation, begun: boolean): Group => {
    const { no, status, asked, answered, participants } = standing
    const g = groups.size + 1
    const row = { g, no: begun ? null : no, status: null, asked, answered }
    const copy = { ...standing, status, participants: participants.map((participant) => ({ ...participant })) }
    const group: Group = {
      g,
      begun,
      standing: copy,
      size: 0,
      lastMessage: null,
      cids: new Set(),
      erased: new Set(),
      row,
      change: { g, status: null, asks: false, replier: null },
      answers: [],
    }
    rows.groups.push(row)
    groups.set(standing.id, group)
    return group
  }

  const groupOf = (id: ConversationId): Group | undefined => {
    const standing = known.find(id)
    return groups.get(id) ?? (standing && addGroup(standing, false))
  }

  const write = (group: Group, author: StandingParticipant, job: AppendJob, decision: Decision): void => {
    const { request } = job
    const { g, standing } = group
    const first = group.size + 1
    const { change } = group
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
      if (isMessage) {
        group.lastMessage = i
        const means = recogniseReply({ askedAt: standing.asked ? 0 : null, answered: standing.answered }, { type, role: author.role })
        if (means === 'question') standing.asked = change.asks = true
        if (means === 'reply') {
          standing.answered = replied = true
          change.replier = author.no
        }
      }
      return { i, cid, type, body }
    })
    group.cids.add(nameCid(author.id, request.cid))
    if (decision.status !== undefined && decision.status !== standing.status) standing.status = change.status = decision.status
    if (decision.name !== undefined) rows.names.push({ g, person: author.id, name: decision.name })
    const started = group.begun && first === 1
    group.answers.push({
      job,
      answer({ head, at }) {
        const conversation = standing.id
        const entries = drafted.map(({ i, cid, type, body }): CommittedEntry => {
          return { epoch, conversation, seq: head + i, cid, author: author.id, at, type, body }
        })
        const ack = { conversation, cid: request.cid, seq: head + first, at }
        job.resolve(success({ ack, entries, audience: audienceOf(standing), started, replied, erased: false }))
      },
    })
  }

  /** Who writes: the person of the visitor's credential where that stands already, else whom the request names. */
  const findAuthor = ({ author, start }: AppendRequest): Result<PersonId> => {
    const visitor = start?.visitor
    if (!visitor || visitor.id !== author) return success(author)
    const credential = known.findCredential(visitor.credentialHash)
    if (!credential) return success(author)
    return credential.revoked ? failure('credential-revoked') : success(credential.person)
  }

  const begin = (job: AppendJob, start: StartRequest): void => {
    const { request } = job
    const { visitor } = start
    if (visitor && beginning.has(visitor.credentialHash)) return defer(job)
    const found = findAuthor(request)
    if (!found.ok) return job.resolve(found)
    const names = namesOfStart(start, found.value)
    const role = names.get(found.value)
    if (!role) return job.resolve(failure('conversation-not-found'))
    const { kind, status, site, audience, subject, page } = start.conversation
    const credential = visitor ? known.findCredential(visitor.credentialHash) : undefined
    const made = visitor && !credential && names.has(visitor.id) ? visitor : null
    const decided = ask(job, { kind, status, role, target: null })
    if (!decided) return
    if (!decided.ok) return job.resolve(decided)
    const participants: StandingParticipant[] = []
    for (const [id, role] of names) {
      const no = id === made?.id ? null : known.findPerson(id)
      if (no === undefined)
        return job.reject(new Error(`Person ${id} does not stand and cannot take part in conversation ${request.conversation}.`))
      participants.push({ no, id, role })
    }
    if (visitor) beginning.add(visitor.credentialHash)
    const standing = { no: null, id: request.conversation, kind, site, audience, participants, status, asked: false, answered: false }
    const group = addGroup(standing, true)
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
    write(
      group,
      group.standing.participants.find(({ id }) => id === found.value)!,
      job,
      decided.value,
    )
  }

  const append = (job: AppendJob): void => {
    const { request } = job
    const { conversation, cid, amends, start } = request
    const group = groupOf(conversation)
    if (!group) return start ? begin(job, start) : job.resolve(failure('conversation-not-found'))
    const { g, standing, row } = group
    let author = standing.participants.find(({ id }) => id === request.author)
    if (!author && start) {
      // Two first messages at once may have named the visitor twice; the credential tells who they are.
      if (start.visitor && beginning.has(start.visitor.credentialHash)) return defer(job)
      const found = findAuthor(request)
      if (!found.ok) return job.resolve(found)
      author = standing.participants.find(({ id }) => id === found.value)
    }
    if (!author) return job.resolve(failure('conversation-not-found'))
    const writing = author
    const first = writing.no === null ? undefined : known.findSent(conversation, writing.no, cid)
    if (first) return repeat(job, standing, first)
    if (group.cids.has(nameCid(writing.id, cid)) || (amends !== undefined && group.cids.has(nameCid(writing.id, amends)))) return defer(job)
    const target = amends === undefined || writing.no === null ? undefined : known.findSent(conversation, writing.no, amends)
    const erased = target !== undefined && (target.body === null || group.erased.has(target.seq))
    const { kind, status, role } = { ...standing, role: writing.role }
    const decided = ask(job, { kind, status, role, target: target ? { seq: target.seq, type: target.type, deleted: erased } : null })
    if (!decided) return
    if (!group.begun) {
      // From here on the answer rests on what is known of the conversation, and that has to hold.
      row.status ??= known.find(conversation)!.status
      if (writing.no !== null) rows.sent.push({ g, cid, author: writing.no })
      if (target) rows.targets.push({ g, seq: target.seq, erased: target.body === null })
    }
    if (decided.ok) write(group, writing, job, decided.value)
    else group.answers.push({ job, answer: () => job.resolve(decided) })
  }

  const move = (job: MoveJob): void => {
    const group = groupOf(job.conversation)
    const participant = group?.standing.participants.find(({ id }) => id === job.person)
    if (!group || !participant) return job.resolve(null)
    const to = { delivered: Math.min(job.to.delivered ?? 0, MAX_SEQ), read: Math.min(job.to.read ?? 0, MAX_SEQ) }
    const after = group.size
    rows.moves.push({ g: group.g, person: participant.no, ...to, after })
    group.answers.push({
      job,
      answer({ head, cursors, visitor }) {
        const no = participant.no ?? visitor!
        const before = cursors.get(no)!
        const read = Math.max(before.read, Math.min(to.read, head + after))
        const delivered = Math.max(before.delivered, Math.min(to.delivered, head + after), read)
        cursors.set(no, { delivered, read })
        job.resolve({ delivered, read, moved: read !== before.read || delivered !== before.delivered })
      },
    })
  }

  for (const job of jobs) {
    if (blocked.has(job.conversation)) defer(job)
    else if (job.is === 'append') append(job)
    else move(job)
  }

  for (const { change } of groups.values()) if (change.status !== null || change.asks || change.replier !== null) rows.changes.push(change)
  return {
    rows: [...groups.values()].some(({ answers }) => answers.length > 0) ? rows : null,
    deferred,
    settle(outcome) {
      const left: Job[] = []
      const changed: StandingConversation[] = []
      const good = new Map((outcome.groups ?? []).map((group) => [group.g, group]))
      const moves = Map.groupBy(outcome.moves ?? [], ({ g }) => g)
      for (const group of groups.values()) {
        const found = good.get(group.g)
        if (!found) {
          for (const { job } of group.answers) left.push(job)
          continue
        }
        const { head, no, visitor } = found
        const cursors = new Map((moves.get(group.g) ?? []).map(({ person, delivered, read }) => [person, { delivered, read }]))
        for (const { answer } of group.answers) answer({ head, at, cursors, visitor })
        const participants = group.standing.participants.map((participant) => ({ ...participant, no: participant.no ?? visitor }))
        changed.push({ ...group.standing, no, participants })
      }
      return { left, changed }
    },
  }
}

/** Asks for a decision; one that throws is a bug of a feature's, and disturbs nobody else. */
function ask(job: AppendJob, view: Parameters<AppendRequest['decide']>[0]): Result<Decision> | null {
  try {
    return job.request.decide(view)
  } catch (cause) {
    job.reject(cause)
    return null
  }
}

function repeat({ request, resolve }: AppendJob, standing: StandingConversation, first: SentEntry): void {
  if (!isSameAsked(first, request)) return resolve(failure('cid-conflict'))
  const ack = { conversation: standing.id, cid: request.cid, seq: first.seq, at: first.at }
  const audience = audienceOf(standing)
  resolve(success({ ack, entries: [], audience, started: false, replied: false, erased: first.body === null }))
}

function audienceOf({ participants }: StandingConversation): PersonId[] {
  return participants.map(({ id }) => id)
}

function nameCid(author: PersonId, cid: ClientId): string {
  return `${author} ${cid}`
}
