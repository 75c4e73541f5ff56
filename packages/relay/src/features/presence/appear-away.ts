import { success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact } from '../../gateway/forms.ts'

/** A member chooses to appear away, or no longer; kept until they choose otherwise. */
export const appearAway = defineCommand({
  name: 'presence:appear-away',
  schema: Type.Object({ away: Type.Boolean() }, exact),
  access: 'member',
  async run({ caller, payload, ports }) {
    await ports.store.saveAppearAway(caller.person, payload.away)
    ports.here.appearAway(caller.person, payload.away)
    return success(ports.here.read(caller.person))
  },
})
