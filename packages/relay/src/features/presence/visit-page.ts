import { failure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact, PageForm } from '../../gateway/forms.ts'
import { cleanPage } from '../../text/clean-page.ts'
import { tellPage } from '../../presence/tell-page.ts'

/** A visitor's page says where it is; the members they talk with see it. */
export const visitPage = defineCommand({
  name: 'page:visit',
  schema: Type.Object({ page: PageForm }, exact),
  access: 'visitor',
  async run({ caller, payload, connection, ports }) {
    const page = cleanPage(payload.page)
    if (!page) return failure('payload-invalid', { at: '/page/url' })
    ports.pages.visit(caller.person, connection.id, page)
    await tellPage(ports, caller.person)
    return success(null)
  },
})
