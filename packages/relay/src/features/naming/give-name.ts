import { failure, LIMITS, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { append } from '../../gateway/append.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { createText, exact, Id } from '../../gateway/forms.ts'
import { cleanLine } from '../../text/clean-line.ts'

/** A visitor says what to call them. Members are named by the configuration. */
export const giveName = defineCommand({
  name: 'name:give',
  schema: Type.Object({ conversation: Id, cid: Id, name: createText(LIMITS.name, 1) }, exact),
  access: 'author',
  async run(call) {
    const { caller, payload } = call
    const name = cleanLine(payload.name)
    if (name === '') return failure('payload-invalid', { at: '/name' })
    return append(call, {
      conversation: payload.conversation,
      author: caller.person,
      cid: payload.cid,
      type: 'name-given',
      body: { name },
      decide({ role }) {
        return role === 'visitor' ? success({ entries: [{ type: 'name-given', body: { name } }], name }) : failure('not-allowed')
      },
    })
  },
})
