import { CHAT_STATES, type Appended, failure, findTransition, success, type Result, type Start } from '@firsthand/protocol'
import { Type } from 'typebox'
import type { Caller } from '../../access/caller.ts'
import { append } from '../../gateway/append.ts'
import type { Connection } from '../../gateway/connection.ts'
import { defineCommand } from '../../gateway/define-command.ts'
import { exact } from '../../gateway/forms.ts'
import type { Ports } from '../../ports.ts'
import type { AppendView, Decision, StartRequest } from '../../store/store.ts'
import { cleanLine } from '../../text/clean-line.ts'
import { cleanMessage } from '../../text/clean-message.ts'
import { cleanPage } from '../../text/clean-page.ts'
import { appends, MessageText, StartForm } from './message-form.ts'

/** Says something, beginning the conversation first where `start` is given and it does not stand yet. */
export const sendMessage = defineCommand({
  name: 'message:send',
  schema: Type.Object({ ...appends, text: MessageText, start: Type.Optional(StartForm) }, exact),
  access: 'author',
  run(call) {
    const { caller, payload, connection, ports } = call
    const text = cleanMessage(payload.text)
    if (text === '') return failure('payload-invalid', { at: '/text' })
    const { conversation, cid } = payload
    const body = { text }
    const decide = (view: AppendView): Result<Decision> => decideMessage(view, body)
    const request = { conversation, author: caller.person, cid, type: 'message', body, decide } as const
    // Only visitors begin conversations, and a retry of a first message must not fail where the subject has gone since.
    const start = payload.start && caller.as === 'visitor' ? readStart(ports, connection, caller, payload.start) : undefined
    const say = (): Promise<Result<Appended>> =>
      append(call, start?.ok ? { ...request, start: start.value } : request, text === payload.text ? undefined : text)
    if (!start || start.ok) return say()
    return ports.store.readMembership(conversation, caller.person).then((membership) => (membership === null ? start : say()))
  },
})

/** A message, and behind it the reopening of a chat that was resolved. */
export function decideMessage({ status, role }: AppendView, body: { text: string }): Result<Decision> {
  const message = { type: 'message', body } as const
  if (status === CHAT_STATES.initial) return success({ entries: [message] })
  if (!findTransition(CHAT_STATES, status, CHAT_STATES.initial, role)) return failure('transition-refused')
  const reopened = { type: 'status-changed', body: { from: status, to: CHAT_STATES.initial } } as const
  return success({ entries: [message, reopened], status: CHAT_STATES.initial })
}

function readStart(ports: Ports, connection: Connection, caller: Caller & { as: 'visitor' }, start: Start): Result<StartRequest> {
  const site = ports.directory.findSite(caller.site)
  if (!site) return failure('site-unknown')
  const resolved = ports.directory.resolve(site, start.about)
  if (!resolved.ok) return failure(resolved.failure.code, { at: `/start/about${resolved.failure.at ?? ''}` })
  const page = start.page ? cleanPage(start.page) : null
  if (start.page && !page) return failure('payload-invalid', { at: '/start/page/url' })
  const { subject, owner } = resolved.value
  return success({
    conversation: { kind: start.kind, site: site.key, subject, status: CHAT_STATES.initial, audience: 'participants', page },
    visitor: {
      id: caller.person,
      site: site.key,
      name: cleanLine(start.name ?? '') || null,
      locale: connection.locale,
      credentialHash: caller.credentialHash,
    },
    participants: [
      { person: caller.person, role: 'visitor' },
      { person: owner.id, role: 'owner' },
    ],
  })
}
