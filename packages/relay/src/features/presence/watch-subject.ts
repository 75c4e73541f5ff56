import { failure } from '@firsthand/protocol'
import { canSee } from '../../access/can-see.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { SubjectQueryForm } from '../../gateway/forms.ts'
import { readCard } from '../../presence/read-card.ts'

/** Answers a subject's card, and tells this connection from then on when its owner comes or goes. */
export const watchSubject = defineCommand({
  name: 'subject:watch',
  schema: SubjectQueryForm,
  access: 'visitor',
  async run({ caller, payload, connection, ports }) {
    const site = ports.directory.findSite(caller.site)
    if (!site || !canSee(caller, { is: 'card', site: site.key })) return failure('site-unknown')
    const resolved = ports.directory.resolve(site, payload)
    // First watch, then read: what changes in between is told once too often rather than never.
    if (resolved.ok) connection.watch(resolved.value.owner.id)
    return readCard(ports, site, payload)
  },
})
