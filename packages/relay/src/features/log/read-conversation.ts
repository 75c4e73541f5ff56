import { failure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'

/** One conversation, as one's inbox lists it. */
export const readConversation = defineCommand({
  name: 'conversation:read',
  schema: Type.Object({ conversation: Id }, exact),
  access: 'participant',
  async run({ caller, payload, ports }) {
    const conversation = await ports.store.readConversation(payload.conversation, caller.person)
    return conversation ? success(conversation) : failure('conversation-not-found')
  },
})
