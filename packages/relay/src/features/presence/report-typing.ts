import { success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, Id } from '../../gateway/forms.ts'

/** Tells the others that somebody types. Nothing is kept. */
export const reportTyping = defineCommand({
  name: 'typing:report',
  schema: Type.Object({ conversation: Id, typing: Type.Boolean() }, exact),
  access: 'participant',
  run({ caller, membership, payload, ports, afterAnswer }) {
    const others = membership.participants.map(({ person }) => person).filter((person) => person !== caller.person)
    afterAnswer(() => ports.fanOut.toPeople(others, 'typing:changed', { ...payload, person: caller.person }))
    return success(null)
  },
})
