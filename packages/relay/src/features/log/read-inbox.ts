import { LIMITS } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { createText, exact } from '../../gateway/forms.ts'

const Place = createText(500, 1)

/** A page of one's own inbox; of nobody else's there is no way to ask. */
export const readInbox = defineCommand({
  name: 'inbox:read',
  schema: Type.Object(
    {
      after: Type.Optional(Place),
      before: Type.Optional(Place),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.inboxPage })),
    },
    // One direction at a time.
    { ...exact, dependentSchemas: { after: Type.Object({ before: Type.Optional(Type.Never()) }) } },
  ),
  access: 'anyone',
  async run({ caller, payload, ports }) {
    const where = payload.after === undefined ? { before: payload.before ?? null } : { after: payload.after }
    const page = await ports.store.readInbox(caller.person, where, payload.limit ?? LIMITS.inboxPage)
    if (!page.ok) ports.metrics.healed('diverged')
    else if ('after' in where && page.value.conversations.length > 0) ports.metrics.healed('inbox')
    return page
  },
})
