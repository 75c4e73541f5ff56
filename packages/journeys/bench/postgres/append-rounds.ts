import { createId, success, type ConversationId, type PersonId } from '@firsthand/protocol'
import type { AppendRequest, Store } from '@firsthand/relay'
import { median } from '../measure/median.ts'

/** A store, what it has committed, and conversations to append to. */
export interface MeasuredStore {
  store: Store
  batches: { count: number; writes: number }
  conversations: { conversation: ConversationId; visitor: PersonId }[]
}

const TEXT = 'x'.repeat(200)

/** Begins so many conversations of as many visitors with one owner. */
export async function beginConversations(store: Store, count: number): Promise<MeasuredStore['conversations']> {
  const owner = createId()
  await store.saveMember({ id: owner, name: 'Owner', title: null, face: null })
  return Promise.all(
    Array.from({ length: count }, async () => {
      const [conversation, visitor] = [createId(), createId()]
      const subject = { key: 'bench', kind: 'document', title: 'Bench', url: 'https://bench.example/' }
      await mustAppend(store, {
        ...messageOf(conversation, visitor),
        start: {
          conversation: { kind: 'chat', site: 'bench', subject, status: 'open', audience: 'participants', page: null },
          visitor: { id: visitor, site: 'bench', name: null, locale: null, credentialHash: createId() },
          participants: [
            { person: visitor, role: 'visitor' },
            { person: owner, role: 'owner' },
          ],
        },
      })
      return { conversation, visitor }
    }),
  )
}

/** Closed loop: each conversation gets its next message once the last one is committed. */
export async function appendTogether(
  { store, batches, conversations }: MeasuredStore,
  ms: number,
): Promise<{ perSecond: number; writesPerCommit: number }> {
  const before = { ...batches }
  const from = performance.now()
  await Promise.all(
    conversations.map(async ({ conversation, visitor }) => {
      while (performance.now() < from + ms) await mustAppend(store, messageOf(conversation, visitor))
    }),
  )
  const writes = batches.writes - before.writes
  return { perSecond: writes / ((performance.now() - from) / 1_000), writesPerCommit: writes / (batches.count - before.count) }
}

/** One after the other, with nothing beside it: the median time of an append, in milliseconds. */
export async function appendAlone({ store, conversations }: MeasuredStore, count: number): Promise<number> {
  const took: number[] = []
  for (let at = 0; at < count; at++) {
    const { conversation, visitor } = conversations[at % conversations.length]!
    const from = performance.now()
    await mustAppend(store, messageOf(conversation, visitor))
    took.push(performance.now() - from)
  }
  return median(took)
}

function messageOf(conversation: ConversationId, author: PersonId): AppendRequest {
  const body = { text: TEXT }
  const decide = () => success({ entries: [{ type: 'message' as const, body }] })
  return { conversation, author, cid: createId(), type: 'message', body, decide }
}

async function mustAppend(store: Store, request: AppendRequest): Promise<void> {
  const result = await store.append(request)
  if (!result.ok) throw new Error(`Refused: ${result.failure.code}`)
}
