import type {
  Client,
  ConnectionState,
  ConversationModel,
  Delivery,
  EventItem,
  MessageItem,
  SubjectModel,
  TimelineItem,
} from '@firsthand/client'
import { createFailure, createId, success, type Availability, type Conversation, type Person, type SubjectCard } from '@firsthand/protocol'
import { signal, type Signal } from '@preact/signals'

/** Now, in every scene: a Thursday afternoon, so that pictures can be compared. */
export const NOW: number = new Date(2026, 9, 15, 15, 24).getTime()

const YOU = '01939d3c-7a4e-7b7a-9c1e-0d6f6c1f2a3b'

/** What a scene is made of; everything left out is the everyday case. */
export interface FixtureOptions {
  card: SubjectCard | null
  items?: TimelineItem[]
  state?: ReturnType<ConversationModel['state']['peek']>
  name?: string | null
  connection?: ConnectionState
  storage?: 'kept' | 'memory'
  earlier?: 'none' | 'more' | 'loading' | 'failed'
  typing?: boolean
  readUpTo?: number
  status?: Conversation['status']
  conversations?: Conversation[]
  facts?: 'failing' | 'loading'
  availability?: Availability
}

/** A client that speaks to nobody: the whole public face, held in signals a scene or a test may turn. */
export function createFixtureClient(options: FixtureOptions): Client & { items: Signal<readonly TimelineItem[]> } {
  const { card, items = [], state = items.length ? 'ready' : 'new', name = null } = options
  const owner: Person | null = card && { ...card.owner }
  const you: Person = { id: YOU, kind: 'anonymous', name, title: null, face: null }
  const timeline = signal<readonly TimelineItem[]>(items)
  const conversation: Conversation | null =
    card && owner && items.length
      ? {
          ...describeConversation('Shown', card, owner, NOW),
          status: options.status ?? 'open',
          participants: [
            { person: owner, role: 'owner', delivered: 0, read: 0 },
            { person: you, role: 'visitor', delivered: 0, read: 0 },
          ],
        }
      : null
  const model: ConversationModel = {
    id: conversation?.id ?? createId(NOW),
    state: signal(state),
    conversation: signal(conversation),
    timeline,
    earlier: signal(options.earlier ?? 'none'),
    loadEarlier: () => Promise.resolve(),
    typing: signal(options.typing && owner ? [owner] : []),
    unread: signal(0),
    readUpTo: signal(options.readUpTo ?? Infinity),
    send(text) {
      timeline.value = [...timeline.value, own(text, { state: 'sending' }, Date.now())]
      return Promise.resolve()
    },
    edit: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    retry: () => Promise.resolve(),
    discard: () => Promise.resolve(),
    changeStatus: () => Promise.resolve(),
    giveName: () => Promise.resolve(),
    reportTyping: () => {},
    markRead: () => {},
    release: () => {},
  }
  const subject: SubjectModel = {
    state: signal(card ? 'ready' : 'loading'),
    card: signal(card),
    subject: signal(card?.subject ?? null),
    availability: signal(options.availability ?? card?.availability ?? { hereUntil: null, answers: null }),
    failure: signal(null),
    release: () => {},
  }
  return {
    items: timeline,
    connection: signal(options.connection ?? { state: 'online' }),
    you: signal(items.length || name ? you : null),
    storage: signal(options.storage ?? 'kept'),
    unsent: signal(items.filter((item) => item.kind === 'message' && /^(sending|waiting)$/.test(item.delivery.state)).length),
    inbox: {
      state: signal('ready'),
      conversations: signal(options.conversations ?? []),
      unread: signal(0),
      older: signal('none'),
      loadOlder: () => Promise.resolve(),
    },
    serverNow: () => NOW,
    connect: () => {},
    disconnect: () => {},
    openConversation: () => model,
    startConversation: () => model,
    watchSubject: () => subject,
    visit: () => {},
    readFacts: () =>
      options.facts === 'loading'
        ? new Promise(() => {})
        : Promise.resolve(
            options.facts === 'failing'
              ? { ok: false, failure: createFailure('store-unavailable') }
              : success({
                  person: you,
                  firstMessageAt: NOW - 86_400_000,
                  locale: 'nl-BE',
                  page: { url: 'https://northwind.example/pricing-api', title: 'Pricing API', at: NOW - 180_000 },
                  conversations: 3,
                }),
          ),
    pageOf: () => signal(null),
    reportActivity: () => {},
    presence: signal({ hereUntil: null, appearAway: false }),
    appearAway: () => Promise.resolve(success({ hereUntil: null, appearAway: false })),
    on: () => () => {},
    forget: () => Promise.resolve(success(null)),
    close: () => Promise.resolve(),
  }
}

let seq = 0

/** A message of one's own. */
export function own(text: string | null, delivery: Delivery = { state: 'read' }, at: number = NOW, edited = false): MessageItem {
  const cid = createId(at)
  const committed = delivery.state === 'sent' || delivery.state === 'delivered' || delivery.state === 'read'
  return { kind: 'message', key: cid, cid, seq: committed ? ++seq : null, author: YOU, own: true, at, text, edited, delivery }
}

/** A message of the owner's. */
export function theirs(author: string, text: string | null, at: number = NOW, edited = false): MessageItem {
  const cid = createId(at)
  return { kind: 'message', key: cid, cid, seq: ++seq, author, own: false, at, text, edited, delivery: { state: 'sent' } }
}

/** Something that is not a message. */
export function event(author: string, what: EventItem['event'], at: number = NOW): EventItem {
  return { kind: 'event', key: createId(at), seq: ++seq, author, own: author === YOU, at, event: what }
}

/** A conversation as a list shows it. */
export function describeConversation(
  text: string,
  card: SubjectCard,
  owner: Person,
  at: number,
  more: Partial<Conversation> = {},
): Conversation {
  const id = createId(at)
  return {
    id,
    kind: 'chat',
    site: 'northwind',
    subject: card.subject,
    status: 'open',
    audience: 'participants',
    page: null,
    startedAt: at,
    head: { conversation: id, epoch: 'e', seq: 1, cid: null },
    last: { conversation: id, seq: 1, cid: createId(at), author: owner.id, at, type: 'message', body: { text } },
    unread: 0,
    participants: [{ person: owner, role: 'owner', delivered: 0, read: 0 }],
    ...more,
  }
}
