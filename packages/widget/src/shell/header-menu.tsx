import { eyeIcon, leaveIcon, Menu, personIcon, plusIcon } from '@firsthand/ui'
import type { JSX } from 'preact'
import type { Words } from '../words/en.ts'
import type { TalkWords } from '../words/talk/en.ts'
import type { PanelModel } from './panel-model.ts'

/** What the visitor can do besides writing. */
export function HeaderMenu({
  model,
  owner,
  words,
  talk,
  anchor,
  onClose,
}: {
  model: PanelModel
  owner: string
  words: Words
  talk: TalkWords
  anchor: HTMLElement
  onClose(): void
}): JSX.Element {
  const { client, shown, sheet, naming } = model
  const you = client.you.value
  return (
    <Menu
      label={words.menu}
      anchor={anchor}
      onClose={onClose}
      items={[
        { label: you?.name ? talk.changeName : talk.addName, icon: personIcon, onSelect: () => (naming.value = true) },
        { label: talk.factsTitle(owner), icon: eyeIcon, onSelect: () => (sheet.value = 'facts') },
        ...(shown.value.conversation.state.value === 'new'
          ? []
          : [{ label: talk.newConversation, icon: plusIcon, onSelect: () => model.begin() }]),
        ...(you ? [{ label: talk.forget, icon: leaveIcon, look: 'danger' as const, onSelect: () => (sheet.value = 'forget') }] : []),
      ]}
    />
  )
}
