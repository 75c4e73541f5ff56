import { LIMITS } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { Cursor, exact, Id, Seq } from '../../gateway/forms.ts'

const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.syncPage }))

/** A page of a log, forward from a cursor or back from a seq. */
export const syncConversation = defineCommand({
  name: 'conversation:sync',
  schema: Type.Union([
    Type.Object({ conversation: Id, limit: Limit, after: Cursor }, exact),
    Type.Object({ conversation: Id, limit: Limit, before: Type.Union([Seq, Type.Null()]) }, exact),
  ]),
  access: 'participant',
  // The access check is for `conversation`: a cursor of another log must not lead past it.
  findFurtherFault: (payload) =>
    'after' in payload && payload.after.conversation !== payload.conversation ? '/after/conversation' : undefined,
  async run({ payload, ports }) {
    const where = 'after' in payload ? { after: payload.after } : { before: payload.before }
    const page = await ports.store.readLog(payload.conversation, where, payload.limit ?? LIMITS.syncPage)
    if (!page.ok) ports.metrics.healed('diverged')
    else if (where.after && page.value.entries.length > 0) ports.metrics.healed('log')
    return page
  },
})
