import { CHAT_STATES, failure, findTransition, LIMITS, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { append } from '../../gateway/append.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { createText, exact } from '../../gateway/forms.ts'
import { cleanMessage } from '../../text/clean-message.ts'
import { appends } from './message-form.ts'

/** Changes the status, as the state table of the protocol allows. */
export const changeStatus = defineCommand({
  name: 'status:change',
  schema: Type.Object(
    { ...appends, to: Type.Union([Type.Literal('open'), Type.Literal('resolved')]), reason: Type.Optional(createText(LIMITS.reason)) },
    exact,
  ),
  access: 'author',
  async run(call) {
    const { caller, payload } = call
    const { conversation, cid, to } = payload
    const reason = cleanMessage(payload.reason ?? '')
    const why = reason === '' ? {} : { reason }
    return append(call, {
      conversation,
      author: caller.person,
      cid,
      type: 'status-changed',
      // From where is known inside the transaction alone; a repetition is compared by where to.
      body: { from: to, to, ...why },
      decide({ status, role }) {
        const transition = findTransition(CHAT_STATES, status, to, role)
        if (!transition) return failure('transition-refused', { at: '/to' })
        if (transition.needsReason && reason === '') return failure('payload-invalid', { at: '/reason' })
        return success({ entries: [{ type: 'status-changed', body: { from: status, to, ...why } }], status: to })
      },
    })
  },
})
