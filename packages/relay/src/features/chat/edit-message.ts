import { failure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { append } from '../../gateway/append.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'
import { findAmendable } from '../../store/find-amendable.ts'
import { cleanMessage } from '../../text/clean-message.ts'
import { appends, MessageText } from './message-form.ts'

/** Replaces the text of one's own message. */
export const editMessage = defineCommand({
  name: 'message:edit',
  schema: Type.Object({ ...appends, target: Id, text: MessageText }, exact),
  access: 'author',
  async run(call) {
    const { caller, payload } = call
    const text = cleanMessage(payload.text)
    if (text === '') return failure('payload-invalid', { at: '/text' })
    return append(call, {
      conversation: payload.conversation,
      author: caller.person,
      cid: payload.cid,
      type: 'message-edited',
      // The target's seq is known inside the transaction alone; `amends` is what a repetition is compared by.
      body: { target: 0, text },
      amends: payload.target,
      decide(view) {
        const target = findAmendable(view)
        if (!target.ok) return target
        return success({ entries: [{ type: 'message-edited', body: { target: target.value, text }, amends: target.value }] })
      },
    })
  },
})
