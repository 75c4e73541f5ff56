import { createFailure, createId, failure, LIMITS, success } from '@firsthand/protocol'
import type {
  Appended,
  CommandName,
  Conversation,
  ConversationId,
  Entry,
  EntryBodies,
  EventName,
  Events,
  Failure,
  HandshakeAuth,
  LogCursor,
  Participant,
  Payload,
  Person,
  PersonId,
  Result,
  Start,
  SubjectCard,
} from '@firsthand/protocol'

/** One conversation as the model keeps it. */
interface StoredConversation {
  id: ConversationId
  startedAt: number
  about: Start['about']
  status: 'open' | 'resolved'
  entries: Entry[]
  digests: Map<string, { body: string; ack: Appended }>
  participants: Participant[]
  changed: number
}

/** One connection as the model sees it. */
export interface RelayConnection {
  auth: HandshakeAuth
  person: PersonId
  tell<Name extends EventName>(name: Name, event: Events[Name]): void
  end(failure?: Failure): void
}

/** What a {@link ModelRelay} stores. */
export interface Backup {
  conversations: Map<ConversationId, StoredConversation>
  people: Map<string, Person>
  changes: number
}

/** The smallest relay that keeps the promises a client relies on, in memory. What a client under test is held against. */
export interface ModelRelay {
  readonly owner: Person
  readonly conversations: Map<ConversationId, StoredConversation>
  readonly connections: Set<RelayConnection>
  epoch: string
  /** Names each command that arrived, in order. */
  readonly heard: { name: CommandName; payload: unknown }[]
  /** A copy of all that is stored, as a backup has it. */
  backUp(): Backup
  /** Puts a backup in place of what is stored and cuts everybody off: by command under another epoch, as a file under the same. */
  restore(backup: Backup, epoch?: string): void
  /** Refuses the next command of that name. */
  refuseNext(name: CommandName, refusal: Failure): void
  hereUntil: number | null
  accept(auth: HandshakeAuth, connection: Omit<RelayConnection, 'auth' | 'person'>): Result<RelayConnection>
  command(connection: RelayConnection, name: CommandName, payload: never): Result<unknown>
  /** The people the secrets belong to, with what they have written. */
  readonly people: Map<string, Person>
}

const PERSON = { title: null, face: null }

/** Makes a {@link ModelRelay}. */
export function createModelRelay(now: () => number): ModelRelay {
  const owner: Person = { id: createId(), kind: 'member', name: 'Ada', title: 'Wrote it', face: null }
  const conversations = new Map<ConversationId, StoredConversation>()
  const connections = new Set<RelayConnection>()
  const people = new Map<string, Person>()
  const provisional = new Map<string, PersonId>()
  const revoked = new Set<string>()
  const refusals: { name: CommandName; refusal: Failure }[] = []
  let changes = 0

  const relay: ModelRelay = {
    owner,
    conversations,
    connections,
    people,
    epoch: 'epoch-1',
    heard: [],
    hereUntil: null,
    backUp: () => structuredClone({ conversations, people, changes }),
    restore(backup, epoch = relay.epoch) {
      const copy = structuredClone(backup)
      conversations.clear()
      for (const [id, stored] of copy.conversations) conversations.set(id, stored)
      people.clear()
      for (const [secret, person] of copy.people) people.set(secret, person)
      changes = copy.changes
      relay.epoch = epoch
      for (const connection of Array.from(connections)) connection.end()
    },
    refuseNext: (name, refusal) => refusals.push({ name, refusal }),
    accept(auth, wire) {
      if (auth.as === 'visitor' && revoked.has(auth.secret)) return failure('credential-revoked')
      if (auth.as === 'visitor' && !provisional.has(auth.secret)) provisional.set(auth.secret, createId())
      const person = auth.as === 'member' ? owner.id : provisional.get(auth.secret)!
      const connection = { ...wire, auth, person }
      connections.add(connection)
      return success(connection)
    },
    command(connection, name, payload) {
      relay.heard.push({ name, payload })
      const refused = refusals.findIndex((one) => one.name === name)
      if (refused >= 0) return { ok: false, failure: refusals.splice(refused, 1)[0]!.refusal }
      const handler = commands[name] as ((payload: never, connection: RelayConnection) => Result<unknown>) | undefined
      return handler ? handler(payload, connection) : failure('command-unknown')
    },
  }

  const personOf = ({ auth }: RelayConnection): Person | null => (auth.as === 'member' ? owner : (people.get(auth.secret) ?? null))
  const headOf = ({ id, entries }: StoredConversation): LogCursor => ({
    conversation: id,
    epoch: relay.epoch,
    seq: entries.length,
    cid: entries.at(-1)?.cid ?? null,
  })

  function find(id: ConversationId, person: PersonId): StoredConversation | undefined {
    const stored = conversations.get(id)
    return stored?.participants.some((one) => one.person.id === person) ? stored : undefined
  }

  function listed(stored: StoredConversation, person: PersonId): Conversation {
    const mine = stored.participants.find((one) => one.person.id === person)!
    const messages = stored.entries.filter((entry) => entry.type === 'message' && entry.body)
    return structuredClone({
      id: stored.id,
      kind: 'chat',
      site: 'acme',
      subject: { key: stored.about.subject ?? 'site', kind: 'product', title: 'Scissors', url: stored.about.url },
      status: stored.status,
      audience: 'participants',
      page: null,
      startedAt: stored.startedAt,
      head: headOf(stored),
      last: messages.at(-1) ?? null,
      unread: Math.min(100, messages.filter((entry) => entry.author !== person && entry.seq > mine.read).length),
      participants: stored.participants,
    })
  }

  function tell<Name extends EventName>(stored: StoredConversation, name: Name, event: Events[Name], but?: RelayConnection): void {
    for (const connection of Array.from(connections)) {
      if (connection === but || !stored.participants.some((one) => one.person.id === connection.person)) continue
      connection.tell(name, structuredClone(event))
    }
  }

  function write(stored: StoredConversation, author: PersonId, cid: string, type: Entry['type'], body: EntryBodies[Entry['type']]): Entry {
    const entry = { conversation: stored.id, seq: stored.entries.length + 1, cid, author, at: now(), type, body } as Entry
    stored.entries.push(entry)
    stored.changed = ++changes
    return entry
  }

  /** Commits, and once the answer is out tells everybody. */
  function append(
    connection: RelayConnection,
    { conversation, cid, start }: { conversation: ConversationId; cid: string; start?: Start | undefined },
    said: unknown,
    decide: (stored: StoredConversation) => Result<{ type: Entry['type']; body: EntryBodies[Entry['type']] }[]>,
  ): Result<Appended> {
    const { person, auth } = connection
    if (start && !conversations.has(conversation) && auth.as === 'visitor') {
      const visitor = people.get(auth.secret) ?? { ...PERSON, id: person, kind: 'anonymous' as const, name: start.name ?? null }
      people.set(auth.secret, visitor)
      conversations.set(conversation, {
        id: conversation,
        startedAt: now(),
        about: start.about,
        status: 'open',
        entries: [],
        digests: new Map(),
        participants: [
          { person: visitor, role: 'visitor', delivered: 0, read: 0 },
          { person: owner, role: 'owner', delivered: 0, read: 0 },
        ],
        changed: 0,
      })
    }
    const stored = find(conversation, person)
    if (!stored) return failure('conversation-not-found')
    const key = `${person} ${cid}`
    const known = stored.digests.get(key)
    const body = JSON.stringify(said)
    if (known) return known.body === body ? success(known.ack) : failure('cid-conflict')
    const decided = decide(stored)
    if (!decided.ok) return decided
    const entries = decided.value.map((one, index) => write(stored, person, index === 0 ? cid : createId(), one.type, one.body))
    const ack = { conversation, cid, seq: entries[0]!.seq, at: entries[0]!.at }
    stored.digests.set(key, { body, ack })
    // As the relay does: who sent a message has its answer.
    for (const entry of entries)
      tell(stored, 'entry:committed', { ...entry, epoch: relay.epoch }, entry.type === 'message' ? connection : undefined)
    return success(ack)
  }

  function amend(connection: RelayConnection, payload: Payload<'message:edit'> | Payload<'message:delete'>): Result<Appended> {
    const text = 'text' in payload ? payload.text : null
    return append(connection, payload, { target: payload.target, text }, (stored) => {
      const target = stored.entries.find((one) => one.author === connection.person && one.cid === payload.target && one.type === 'message')
      if (!target) return failure('message-not-found')
      if (target.amendment?.type === 'message-deleted' && text !== null) return failure('message-deleted')
      const seq = stored.entries.length + 1
      for (const older of stored.entries) {
        if (older.type === 'message-edited' && older.body?.target === target.seq) older.body.text = null
      }
      const type = text === null ? 'message-deleted' : 'message-edited'
      target.body = text === null ? null : { text }
      target.amendment = { seq, type, at: now() }
      return success([{ type, body: text === null ? { target: target.seq } : { target: target.seq, text } }])
    })
  }

  const commands: { [Name in CommandName]?: (payload: Payload<Name>, connection: RelayConnection) => Result<unknown> } = {
    hello({ inbox, open }, connection) {
      const [epoch, since] = (inbox ?? '').split(' ')
      return success({
        protocol: 1,
        serverTime: now(),
        epoch: relay.epoch,
        limits: LIMITS,
        you: personOf(connection),
        heads: open.map((cursor) => {
          const stored = find(cursor.conversation, connection.person)
          if (!stored) return { conversation: cursor.conversation, state: 'gone' }
          const head = headOf(stored)
          const same = cursor.epoch === relay.epoch && (cursor.seq === 0 || stored.entries[cursor.seq - 1]?.cid === cursor.cid)
          const state = same ? (cursor.seq === head.seq ? 'current' : 'behind') : 'diverged'
          return { conversation: cursor.conversation, state, head }
        }),
        inbox:
          inbox === null
            ? 'behind'
            : epoch !== relay.epoch || Number(since) > changes
              ? 'diverged'
              : Number(since) < changes
                ? 'behind'
                : 'current',
      })
    },
    'credential:revoke'(_, connection) {
      if (connection.auth.as !== 'visitor') return failure('not-allowed')
      const { secret } = connection.auth
      revoked.add(secret)
      for (const one of Array.from(connections)) {
        if (one.auth.as === 'visitor' && one.auth.secret === secret) one.end(createFailure('credential-revoked'))
      }
      return success(null)
    },
    'inbox:read'({ after, before, limit = 100 }, connection) {
      const mine = [...conversations.values()].filter((one) => find(one.id, connection.person))
      const cursor = `${relay.epoch} ${changes}`
      if (after !== undefined) {
        const [epoch, since] = after.split(' ')
        if (epoch !== relay.epoch || Number(since) > changes) return failure('diverged')
        const changed = mine.filter((one) => one.changed > Number(since)).sort((a, b) => a.changed - b.changed)
        const page = changed.slice(0, limit)
        const more = changed.length > page.length
        return success({
          conversations: page.map((one) => listed(one, connection.person)),
          cursor: more ? `${relay.epoch} ${page.at(-1)!.changed}` : cursor,
          older: null,
          more,
        })
      }
      const below = before === undefined ? Infinity : Number(before)
      const rest = mine.filter((one) => one.changed < below).sort((a, b) => b.changed - a.changed)
      const page = rest.slice(0, limit)
      return success({
        conversations: page.map((one) => listed(one, connection.person)),
        cursor,
        older: rest.length > page.length ? String(page.at(-1)!.changed) : null,
        more: false,
      })
    },
    'conversation:read'({ conversation }, connection) {
      const stored = find(conversation, connection.person)
      return stored ? success(listed(stored, connection.person)) : failure('conversation-not-found')
    },
    'conversation:sync'({ conversation, limit = 200, ...where }, connection) {
      const stored = find(conversation, connection.person)
      if (!stored) return failure('conversation-not-found')
      const head = headOf(stored)
      if ('after' in where) {
        const { epoch, seq, cid } = where.after
        if (epoch !== relay.epoch || (seq > 0 && stored.entries[seq - 1]?.cid !== cid)) return failure('diverged')
        const entries = stored.entries.slice(seq, seq + limit)
        return success(structuredClone({ entries, head, more: seq + entries.length < head.seq }))
      }
      const end = (where.before ?? head.seq + 1) - 1
      const start = Math.max(0, end - limit)
      return success(structuredClone({ entries: stored.entries.slice(start, end), head, more: start > 0 }))
    },
    'message:send': (payload, connection) =>
      append(connection, payload, { text: payload.text }, (stored) => {
        const reopens = stored.status === 'resolved'
        stored.status = 'open'
        return success([
          { type: 'message', body: { text: payload.text } },
          ...(reopens ? [{ type: 'status-changed' as const, body: { from: 'resolved' as const, to: 'open' as const } }] : []),
        ])
      }),
    'message:edit': (payload, connection) => amend(connection, payload),
    'message:delete': (payload, connection) => amend(connection, payload),
    'status:change': (payload, connection) =>
      append(connection, payload, { to: payload.to }, (stored) => {
        if (stored.status === payload.to) return failure('transition-refused')
        const from = stored.status
        stored.status = payload.to
        return success([{ type: 'status-changed', body: { from, to: payload.to } }])
      }),
    'name:give': (payload, connection) =>
      append(connection, payload, { name: payload.name }, (stored) => {
        const mine = stored.participants.find((one) => one.person.id === connection.person)!
        mine.person = { ...mine.person, name: payload.name }
        return success([{ type: 'name-given', body: { name: payload.name } }])
      }),
    'cursor:advance'({ conversation, delivered = 0, read = 0 }, connection) {
      const stored = find(conversation, connection.person)
      if (!stored) return failure('conversation-not-found')
      const mine = stored.participants.find((one) => one.person.id === connection.person)!
      mine.delivered = Math.min(stored.entries.length, Math.max(mine.delivered, delivered, read))
      mine.read = Math.min(stored.entries.length, Math.max(mine.read, read))
      const moved = { conversation, person: connection.person, delivered: mine.delivered, read: mine.read }
      tell(stored, 'cursor:moved', moved, connection)
      return success(moved)
    },
    'facts:read'({ person }, connection) {
      const known = person === undefined ? personOf(connection) : [...people.values(), owner].find((one) => one.id === person)
      if (!known) return failure('person-not-found')
      return success({ person: known, firstMessageAt: null, locale: null, page: null, conversations: conversations.size })
    },
    'subject:watch': (query): Result<SubjectCard> =>
      success({
        at: now(),
        serverTime: now(),
        site: { key: 'acme', name: 'Acme', accent: null, privacyUrl: null, otherWays: [] },
        subject: { key: query.subject ?? 'site', kind: 'product', title: 'Scissors', url: query.url },
        rule: 'fallback',
        owner: { ...owner, why: null, faceData: null },
        availability: { hereUntil: relay.hereUntil, answers: null },
      }),
    'page:visit': () => success(null),
    'typing:report'({ conversation, typing }, connection) {
      const stored = find(conversation, connection.person)
      if (stored) tell(stored, 'typing:changed', { conversation, person: connection.person, typing }, connection)
      return success(null)
    },
    'presence:report': ({ active }) => success({ hereUntil: active ? now() + LIMITS.hereMs : null, appearAway: false }),
    'presence:appear-away': ({ away }) => success({ hereUntil: null, appearAway: away }),
  }

  return relay
}
