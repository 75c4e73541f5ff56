import { IconButton, listIcon } from '@firsthand/ui'
import type { JSX } from 'preact'
import type { Words } from '../words/en.ts'
import type { PanelModel } from './panel-model.ts'

/** The way to one's other conversations, once there are any, with how much is unread there. */
export function ConversationsButton({ model, words }: { model: PanelModel; words: Words }): JSX.Element | null {
  const elsewhere = model.client.inbox.conversations.value.filter(({ id }) => id !== model.shown.value.conversation.id)
  const unread = elsewhere.reduce((sum, one) => sum + one.unread, 0)
  if (elsewhere.length === 0) return null
  return (
    <span class="fh-counted">
      <IconButton
        icon={listIcon}
        label={unread > 0 ? `${words.conversations}, ${words.unread(unread)}` : words.conversations}
        onClick={() => (model.sheet.value = 'conversations')}
      />
      {unread > 0 && (
        <span class="fh-badge" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </span>
  )
}
