import { createFailure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'

/**
 * Ends a visitor's credential for ever, and every connection that stands on it. Of a visitor who said nothing yet no credential is
 * stored, and none is made only to be ended: with it goes nothing, for nobody has said anything with it.
 */
export const revokeCredential = defineCommand({
  name: 'credential:revoke',
  schema: Type.Null(),
  access: 'visitor',
  async run({ caller, ports, afterAnswer }) {
    await ports.store.revokeCredential(caller.credentialHash)
    afterAnswer(() => ports.fanOut.endPerson(caller.person, createFailure('credential-revoked')))
    return success(null)
  },
})
