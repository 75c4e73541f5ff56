import { success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { append } from '../../gateway/append.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'
import { findAmendable } from './decide-amendment.ts'
import { appends } from './message-form.ts'

/** Deletes one's own message: its text leaves the store, that it stood there stays. */
export const deleteMessage = defineCommand({
  name: 'message:delete',
  schema: Type.Object({ ...appends, target: Id }, exact),
  access: 'author',
  async run(call) {
    const { caller, payload } = call
    return append(call, {
      conversation: payload.conversation,
      author: caller.person,
      cid: payload.cid,
      type: 'message-deleted',
      body: { target: 0 },
      amends: payload.target,
      decide(view) {
        const target = findAmendable(view)
        if (!target.ok) return target
        const deletion = { type: 'message-deleted', body: { target: target.value }, amends: target.value } as const
        return success({ entries: [deletion], erase: target.value })
      },
    })
  },
})
