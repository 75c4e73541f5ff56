import { LIMITS } from '@firsthand/protocol'
import { Type } from 'typebox'
import { createText, Id, PageForm, SubjectQueryForm, exact } from '../../gateway/forms.ts'

/** What every command of this feature names. */
export const appends = { conversation: Id, cid: Id }

/** A message's text as it comes in, before it is cleaned. */
export const MessageText = createText(LIMITS.messageText, 1)

/** How a conversation begins. */
export const StartForm = Type.Object(
  {
    kind: Type.Literal('chat'),
    about: SubjectQueryForm,
    page: Type.Optional(PageForm),
    name: Type.Optional(createText(LIMITS.name)),
  },
  exact,
)
