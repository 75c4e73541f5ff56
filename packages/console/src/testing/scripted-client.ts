import { signal, type Signal } from '@preact/signals'
import type { Client, ClientEvents, ConnectionState, ConversationModel, MessageItem, TimelineItem } from '@firsthand/client'
import {
  success,
  type Conversation,
  type ConversationId,
  type OwnPresence,
  type Page,
  type Person,
  type PersonFacts,
  type PersonId,
  type Result,
} from '@firsthand/protocol'

/** A client that speaks to nobody: a test sets what it holds and reads what was asked of it. */
export interface ScriptedClient extends Client {
  /** Every act, in order, such as `send c1 Hello`. */
  readonly acts: string[]
  readonly connection: Signal<ConnectionState>
  readonly storage: Signal<'kept' | 'memory'>
  readonly unsent: Signal<number>
  readonly presence: Signal<OwnPresence>
  readonly inbox: {
    state: Signal<'loading' | 'ready' | 'failed'>
    conversations: Signal<readonly Conversation[]>
    unread: Signal<number>
    older: Signal<'none' | 'more' | 'loading' | 'failed'>
    loadOlder(): Promise<void>
  }
  /** The model of a conversation, whose signals the test may turn. */
  modelOf(id: ConversationId): ScriptedModel
  pageOf(person: PersonId): Signal<(Page & { at: number }) | null>
  /** What `readFacts` answers. */
  facts: (person: PersonId | undefined) => Result<PersonFacts>
  emit<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void
}

/** A scripted conversation. */
export interface ScriptedModel extends ConversationModel {
  readonly state: Signal<'new' | 'loading' | 'ready' | 'failed' | 'gone'>
  readonly conversation: Signal<Conversation | null>
  readonly timeline: Signal<readonly TimelineItem[]>
  readonly typing: Signal<readonly Person[]>
}

/** Makes a client that is online and knows these conversations. */
export function createScriptedClient(now: number, conversations: readonly Conversation[] = []): ScriptedClient {
  const acts: string[] = []
  const models = new Map<ConversationId, ScriptedModel>()
  const pages = new Map<PersonId, Signal<(Page & { at: number }) | null>>()
  const handlers = new Map<string, Set<(event: never) => void>>()
  const note = (...words: (string | boolean | undefined)[]): Promise<void> => {
    acts.push(words.filter((word) => word !== undefined).join(' '))
    return Promise.resolve()
  }
  const known = signal<readonly Conversation[]>(conversations)
  const modelOf = (id: ConversationId): ScriptedModel => {
    const stands = models.get(id)
    if (stands) return stands
    const conversation = known.peek().find((one) => one.id === id) ?? null
    const model: ScriptedModel = {
      id,
      state: signal(conversation ? 'ready' : 'gone'),
      conversation: signal(conversation),
      timeline: signal(conversation?.last?.type === 'message' ? [readItem(conversation)] : []),
      earlier: signal('none'),
      loadEarlier: () => note('earlier', id),
      typing: signal([]),
      unread: signal(conversation?.unread ?? 0),
      readUpTo: signal(Infinity),
      send: (text) => note('send', id, text),
      edit: (cid, text) => note('edit', cid, text),
      remove: (cid) => note('remove', cid),
      retry: (cid) => note('retry', cid),
      discard: (cid) => note('discard', cid),
      changeStatus: (to) => note('status', id, to),
      giveName: (name) => note('name', id, name),
      reportTyping: (typing) => void note('typing', id, typing),
      markRead: () => void note('read', id),
      release: () => void note('release', id),
    }
    models.set(id, model)
    return model
  }
  const client: ScriptedClient = {
    acts,
    connection: signal<ConnectionState>({ state: 'online' }),
    you: signal(null),
    storage: signal<'kept' | 'memory'>('kept'),
    unsent: signal(0),
    presence: signal<OwnPresence>({ hereUntil: now + 60_000, appearAway: false }),
    inbox: {
      state: signal<'loading' | 'ready' | 'failed'>('ready'),
      conversations: known,
      unread: signal(conversations.reduce((sum, one) => sum + one.unread, 0)),
      older: signal<'none' | 'more' | 'loading' | 'failed'>('none'),
      loadOlder: () => note('older'),
    },
    serverNow: () => now,
    connect: () => void note('connect'),
    disconnect: () => void note('disconnect'),
    modelOf,
    openConversation: modelOf,
    startConversation: () => {
      throw new Error('A console starts no conversation.')
    },
    watchSubject: () => {
      throw new Error('A console watches no subject.')
    },
    visit: () => {
      throw new Error('A console visits no page.')
    },
    facts: () => success({ person: ada, firstMessageAt: null, locale: null, page: null, conversations: 1 }),
    readFacts: (person) => Promise.resolve(client.facts(person)),
    pageOf(person) {
      const page = pages.get(person) ?? signal(null)
      pages.set(person, page)
      return page
    },
    reportActivity: (active) => void note('active', active),
    appearAway(away) {
      client.presence.value = { ...client.presence.peek(), appearAway: away }
      return Promise.resolve(success(client.presence.peek()))
    },
    on(name, handler) {
      const those = handlers.get(name) ?? new Set()
      handlers.set(name, those.add(handler))
      return () => those.delete(handler)
    },
    emit(name, event) {
      for (const handler of handlers.get(name) ?? []) handler(event as never)
    },
    forget: () => note('forget').then(() => success(null)),
    close: () => note('close'),
  }
  return client
}

/** The member who is signed in wherever a test needs one. */
export const ada: Person = {
  id: '01900000-0000-7000-8000-00000000000a',
  kind: 'member',
  name: 'Ada Lovelace',
  title: 'Maintains the Pricing API',
  face: null,
}

function readItem(conversation: Conversation): MessageItem {
  const { last } = conversation
  if (last?.type !== 'message') throw new Error('The conversation has no message to show.')
  const own = last.author === ada.id
  const text = last.body?.text ?? null
  return {
    kind: 'message',
    key: last.cid,
    cid: last.cid,
    seq: last.seq,
    author: last.author,
    own,
    at: last.at,
    text,
    edited: false,
    delivery: { state: 'sent' },
  }
}
