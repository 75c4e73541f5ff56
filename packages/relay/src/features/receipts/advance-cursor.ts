import { failure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id, Seq } from '../../gateway/forms.ts'

/** Says how far the log has come on a device. What did not move is answered, and told to nobody. */
export const advanceCursor = defineCommand({
  name: 'cursor:advance',
  schema: Type.Object({ conversation: Id, delivered: Type.Optional(Seq), read: Type.Optional(Seq) }, exact),
  access: 'participant',
  async run({ caller, membership, payload, ports, afterAnswer }) {
    const { conversation, ...to } = payload
    const now = await ports.store.advanceCursor(conversation, caller.person, to)
    if (!now) return failure('conversation-not-found')
    const { delivered, read, moved } = now
    const cursors = { conversation, person: caller.person, delivered, read }
    if (moved) {
      const everybody = membership.participants.map(({ person }) => person)
      afterAnswer(() => ports.fanOut.toPeople(everybody, 'cursor:moved', cursors))
    }
    return success(cursors)
  },
})
