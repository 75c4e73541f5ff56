import { alertIcon, Notice, type ComposerWords } from '@firsthand/ui'
import type { JSX } from 'preact'
import type { PanelModel } from '../../shell/panel-model.ts'
import type { TalkWords } from '../../words/talk/en.ts'
import { NameLine } from './name-line.tsx'

/** What stands between the conversation and the composer, when there is something to say. */
export function FootNotes({
  model,
  owner,
  words,
  talk,
}: {
  model: PanelModel
  owner: string
  words: ComposerWords
  talk: TalkWords
}): JSX.Element {
  const { client, naming, shown } = model
  const spoken = shown.value.conversation.timeline.value.some((item) => item.kind === 'message' && item.own)
  return (
    <>
      {client.storage.value === 'memory' && (
        <Notice icon={alertIcon} look="warn">
          {talk.memoryOnly}
        </Notice>
      )}
      {(naming.value || (spoken && client.you.value?.name === null)) && <NameLine model={model} words={words} talk={talk} owner={owner} />}
    </>
  )
}
