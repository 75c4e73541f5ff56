import { Type } from 'typebox'
import { append } from '../../gateway/append.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'
import { createDeletion } from '../../store/restoring/create-deletion.ts'
import { appends } from './message-form.ts'

/** Deletes one's own message: its text leaves the store, that it stood there stays. */
export const deleteMessage = defineCommand({
  name: 'message:delete',
  schema: Type.Object({ ...appends, target: Id }, exact),
  access: 'author',
  async run(call) {
    const { caller, payload } = call
    const { conversation, cid, target } = payload
    return append(call, createDeletion({ conversation, author: caller.person, target, deletion: cid }))
  },
})
