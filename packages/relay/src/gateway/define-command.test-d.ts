// What must not compile. Each line below an expectation is an error, and where it stops being one this file no longer compiles.
import { failure, success } from '@firsthand/protocol'
import { Type } from 'typebox'
import { defineCommand } from './define-command.ts'
import { createText, exact, Id } from './forms.ts'

const typing = Type.Object({ conversation: Id, typing: Type.Boolean() }, exact)
const run = (): { ok: true; value: null } => ({ ok: true, value: null })

export const good = defineCommand({ name: 'typing:report', schema: typing, access: 'participant', run })

// @ts-expect-error without access
export const withoutAccess = defineCommand({ name: 'typing:report', schema: typing, run })

// @ts-expect-error a command the protocol does not have
export const unknown = defineCommand({ name: 'typing:shout', schema: typing, access: 'participant', run })

// @ts-expect-error a property too few
export const tooFew = defineCommand({ name: 'typing:report', schema: Type.Object({ conversation: Id }, exact), access: 'participant', run })

// @ts-expect-error a property too many, though optional
export const tooMany = defineCommand({
  name: 'presence:report',
  schema: Type.Object({ active: Type.Boolean(), device: Type.Optional(Id) }, exact),
  access: 'member',
  run: () => success({ hereUntil: null, appearAway: false }),
})

// @ts-expect-error optional in the protocol, required here
export const optional = defineCommand({
  name: 'facts:read',
  schema: Type.Object({ person: Id }, exact),
  access: 'anyone',
  run: () => failure('internal'),
})

// @ts-expect-error participant of what? The payload names no conversation
export const ofNothing = defineCommand({
  name: 'presence:report',
  schema: Type.Object({ active: Type.Boolean() }, exact),
  access: 'participant',
  run: () => success({ hereUntil: null, appearAway: false }),
})

export const wrongAnswer = defineCommand({
  name: 'typing:report',
  schema: typing,
  access: 'participant',
  // @ts-expect-error an answer that is not the command's
  run: () => success({ typing: true }),
})

export const visitorsOnly = defineCommand({
  name: 'page:visit',
  schema: Type.Object({ page: Type.Object({ url: createText(1), title: createText(1) }, exact) }, exact),
  access: 'visitor',
  run({ caller }) {
    // @ts-expect-error a visitor has no handle
    void caller.handle
    return success(null)
  },
})
