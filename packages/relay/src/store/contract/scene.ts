import { createId, type ConversationId, type PersonId, type Result, type Subject } from '@firsthand/protocol'
import { expect } from 'vitest'
import type { AppendRequest, Committed, StartRequest, Store } from '../store.ts'
import { messageRequest } from './requests.ts'

/** Opens an empty store; whoever opens it cleans up after the test. */
export type OpenStore = (options?: { now?: () => number; unreadCount?: number }) => Promise<Store>

/** What most conversations of the tests are about. */
export const SUBJECT: Subject = { key: 'pricing-api', kind: 'product', title: 'Pricing API', url: 'https://www.example.com/pricing' }

/** A store with a member in it, and the conversations visitors begin with them. */
export interface Scene {
  store: Store
  owner: PersonId
  /** Appends, and fails the test where that is refused. */
  append(request: AppendRequest): Promise<Committed>
  /** A visitor's first message. */
  begin(text?: string, visitor?: StartRequest['visitor']): Promise<Begun>
}

/** A conversation that stands. */
export interface Begun {
  conversation: ConversationId
  visitor: PersonId
  /** The first message's. */
  cid: string
  start: StartRequest
}

/** Sets the scene in a store. */
export async function setScene(store: Store): Promise<Scene> {
  const owner = createId()
  await store.saveMember({ id: owner, name: 'Ada Lovelace', title: 'Maintains the pricing API', face: '/v1/faces/ada.webp' })
  const append = async (request: AppendRequest): Promise<Committed> => valueOf(await store.append(request))
  return {
    store,
    owner,
    append,
    async begin(text = 'Hello', visitor = visitorWith()) {
      const conversation = createId()
      const author = visitor!.id
      const start = startOf({ visitor, owner })
      const { ack } = await append(messageRequest({ conversation, author, start }, text))
      return { conversation, visitor: author, cid: ack.cid, start }
    },
  }
}

/** A visitor nobody has seen before. */
export function visitorWith(more: Partial<NonNullable<StartRequest['visitor']>> = {}): NonNullable<StartRequest['visitor']> {
  return { id: createId(), site: 'example', name: null, locale: 'nl', credentialHash: createId(), ...more }
}

/** How a visitor's chat with an owner begins. */
export function startOf({ visitor, owner }: { visitor: StartRequest['visitor']; owner: PersonId }, subject = SUBJECT): StartRequest {
  return {
    conversation: {
      kind: 'chat',
      site: 'example',
      subject,
      status: 'open',
      audience: 'participants',
      page: { url: subject.url, title: subject.title },
    },
    visitor,
    participants: [
      { person: visitor!.id, role: 'visitor' },
      { person: owner, role: 'owner' },
    ],
  }
}

/** The value of a success; anything else fails the test with the refusal in sight. */
export function valueOf<Value>(result: Result<Value>): Value {
  expect(result).toMatchObject({ ok: true })
  return (result as { value: Value }).value
}

/** The code of a refusal; a success fails the test. */
export function codeOf(result: Result<unknown>): string {
  expect(result).toMatchObject({ ok: false })
  return (result as { failure: { code: string } }).failure.code
}
