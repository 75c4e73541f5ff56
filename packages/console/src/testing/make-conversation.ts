import type { Conversation, Person, Status, Subject } from '@firsthand/protocol'
import { ada } from './scripted-client.ts'

/** What a test says of a conversation; the rest is the everyday case. */
export interface ConversationSketch {
  name?: string | null
  text?: string
  /** Milliseconds since 1970 of the last message. */
  at?: number
  unread?: number
  status?: Status
  subject?: Partial<Subject>
  /** Whether the owner had the last word. */
  answered?: boolean
  visitor?: Partial<Person>
}

/** The id of the nth thing of a kind. */
export function idOf(number: number, kind: 'conversation' | 'visitor' | 'message' = 'conversation'): string {
  const block = { conversation: 'c0', visitor: 'a0', message: 'e0' }[kind]
  return `01900000-0000-7000-8000-${block}${String(number).padStart(10, '0')}`
}

/** Makes the nth conversation. */
export function makeConversation(number: number, sketch: ConversationSketch = {}): Conversation {
  const { name = `Visitor ${number}`, text = `Question ${number}`, at = number, unread = 0, status = 'open', answered = false } = sketch
  const visitor: Person = { id: idOf(number, 'visitor'), kind: 'anonymous', name, title: null, face: null, ...sketch.visitor }
  const id = idOf(number)
  const cid = idOf(number, 'message')
  return {
    id,
    kind: 'chat',
    site: 'acme',
    subject: { key: 'pricing', kind: 'product', title: 'Pricing API', url: 'https://acme.example/pricing', ...sketch.subject },
    status,
    audience: 'participants',
    page: null,
    startedAt: at,
    head: { conversation: id, epoch: 'e1', seq: 1, cid },
    last: { conversation: id, seq: 1, cid, author: answered ? ada.id : visitor.id, at, type: 'message', body: { text } },
    unread,
    participants: [
      { person: visitor, role: 'visitor', delivered: 1, read: 1 },
      { person: ada, role: 'owner', delivered: 1, read: 0 },
    ],
  }
}
