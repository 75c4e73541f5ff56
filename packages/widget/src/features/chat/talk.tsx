import type { ConversationModel } from '@firsthand/client'
import { Button, cleanName, EmptyState, Skeleton, Timeline, type Draft } from '@firsthand/ui'
import { useSignalEffect } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo } from 'preact/hooks'
import type { PanelModel } from '../../shell/panel-model.ts'
import type { Words } from '../../words/en.ts'
import type { TalkWords } from '../../words/talk/en.ts'
import { readPeople } from './people.ts'
import { createReadMarker } from './read-marker.ts'

/** What was said, with everything one can do there; or why it cannot be shown. */
export function Talk({
  model,
  conversation,
  draft,
  owner,
  words,
  talk,
  relay,
}: {
  model: PanelModel
  conversation: ConversationModel
  draft: Draft
  owner: string | null
  words: Words
  talk: TalkWords
  relay: string
}): JSX.Element {
  const marker = useMemo(() => createReadMarker(conversation), [])
  useLayoutEffect(() => marker.close, [])
  useSignalEffect(() => marker.visible(model.visible.value))
  const items = conversation.timeline.value
  const state = conversation.state.value
  const known = conversation.conversation.value
  const card = model.card.value
  const people = useMemo(() => readPeople(known, card, relay), [known, card])
  if (state === 'gone') {
    return (
      <EmptyState title={talk.gone}>
        <Button onClick={() => model.begin()}>{talk.newConversation}</Button>
      </EmptyState>
    )
  }
  if (items.length === 0) {
    return state === 'failed' ? (
      <EmptyState title={words.loadFailed}>
        <Button onClick={() => model.show(conversation.id)}>{talk.timeline.tryAgain}</Button>
      </EmptyState>
    ) : (
      <div class="fh-first">
        <Skeleton label={words.loading} lines={5} />
      </div>
    )
  }
  return (
    <Timeline
      items={items}
      people={people}
      words={talk.timeline}
      now={model.client.serverNow()}
      readUpTo={conversation.readUpTo.value}
      earlier={conversation.earlier.value}
      onEarlier={() => void conversation.loadEarlier()}
      typing={conversation.typing.value.map((person) => cleanName(person.name, owner ?? talk.somebody))}
      onEnd={marker.atEnd}
      onEdit={(item) => {
        draft.edit(item)
        model.wantsFocus.value++
      }}
      onRemove={(item) => void conversation.remove(item.cid)}
      onRetry={(cid) => void conversation.retry(cid)}
      onDiscard={(cid) => void conversation.discard(cid)}
    />
  )
}
