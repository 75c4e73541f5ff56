import { success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact } from '../../gateway/forms.ts'

/** A member's console says whether it is visible and in use. */
export const reportPresence = defineCommand({
  name: 'presence:report',
  schema: Type.Object({ active: Type.Boolean() }, exact),
  access: 'member',
  run({ caller, payload, connection, ports }) {
    ports.here.report(caller.person, connection.id, payload.active)
    return success(ports.here.read(caller.person))
  },
})
