import { LIMITS, success, type HeadReport, type LogCursor, type Welcome } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { createText, Cursor, exact } from '../../gateway/forms.ts'
import type { Ports } from '../../ports.ts'

const Locale = Type.String({ pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$' })

/** The first command of a connection: what the client holds is compared with what stands. */
export const hello = defineCommand({
  name: 'hello',
  schema: Type.Object(
    {
      locale: Type.Optional(Locale),
      inbox: Type.Union([createText(500, 1), Type.Null()]),
      open: Type.Array(Cursor, { maxItems: LIMITS.helloConversations }),
    },
    exact,
  ),
  access: 'anyone',
  async run({ caller, payload, connection, ports }) {
    // At once, so that what the client sends right behind its hello is taken too.
    connection.greeted = true
    connection.locale = payload.locale ?? null
    const [person, heads, inbox] = await Promise.all([
      ports.store.readPerson(caller.person),
      compareHeads(ports, caller.person, payload.open),
      compareInbox(ports, caller.person, payload.inbox),
    ])
    return success({
      protocol: connection.version,
      serverTime: ports.clock.now(),
      epoch: ports.store.epoch,
      limits: ports.limits,
      you: person && { id: person.id, kind: person.kind, name: person.name, title: person.title, face: person.face },
      heads,
      inbox,
    })
  },
})

async function compareHeads({ store, losses, metrics }: Ports, person: string, open: readonly LogCursor[]): Promise<HeadReport[]> {
  if (open.length === 0) return []
  const [heads, matches] = await Promise.all([
    store.readHeads(
      open.map((cursor) => cursor.conversation),
      person,
    ),
    store.matchCursors(open),
  ])
  const byConversation = new Map(heads.map((head) => [head.conversation, head]))
  return open.map((cursor, index): HeadReport => {
    const { conversation } = cursor
    const head = byConversation.get(conversation)
    if (head && cursor.epoch === head.epoch && matches[index]) {
      return { conversation, state: cursor.seq === head.seq ? 'current' : 'behind', head }
    }
    losses.claim(cursor)
    if (!head) return { conversation, state: 'gone' }
    metrics.healed('diverged')
    return { conversation, state: 'diverged', head }
  })
}

async function compareInbox({ store, metrics }: Ports, person: string, cursor: string | null): Promise<Welcome['inbox']> {
  if (cursor === null) return 'behind'
  const changes = await store.hasInboxChanges(person, cursor)
  if (!changes.ok) {
    metrics.healed('diverged')
    return 'diverged'
  }
  return changes.value ? 'behind' : 'current'
}
