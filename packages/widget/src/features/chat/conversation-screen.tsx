import { LIMITS, type SubjectCard } from '@firsthand/protocol'
import { alertIcon, Button, cleanName, Composer, EmptyState, Notice, Skeleton } from '@firsthand/ui'
import { useSignalEffect } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Later } from '../../shell/load-later.ts'
import type { PanelModel } from '../../shell/panel-model.ts'
import type { Words } from '../../words/en.ts'
import { FirstSight } from './first-sight.tsx'
import { readPeople } from './people.ts'
import { createReadMarker } from './read-marker.ts'

/** One conversation: what was said above, what is being said below. */
export function ConversationScreen({
  model,
  card,
  owner,
  words,
  relay,
  later,
}: {
  model: PanelModel
  card: SubjectCard | null
  owner: string | null
  words: Words
  relay: string
  later: Later | 'failed' | null
}): JSX.Element {
  const { conversation, draft } = useMemo(() => model.shown.peek(), [])
  const { client } = model
  const input = useRef<HTMLTextAreaElement>(null)
  const marker = useMemo(() => createReadMarker(conversation), [])
  useLayoutEffect(() => marker.close, [])
  useSignalEffect(() => {
    void model.wantsFocus.value
    marker.visible(model.visible.value)
    if (model.visible.value) input.current?.focus()
  })
  const state = conversation.state.value
  const items = conversation.timeline.value
  const known = conversation.conversation.value
  const people = useMemo(() => readPeople(known, card, relay), [known, card])
  const spoken = items.some((item) => item.kind === 'message' && item.own)
  const empty = items.length === 0
  const broken = !empty && later === 'failed'
  const rest = later === 'failed' ? null : later
  const naming = model.naming.value || (spoken && client.you.value?.name === null)
  return (
    <>
      {state === 'gone' || (state === 'failed' && empty) || broken ? (
        <EmptyState title={state === 'gone' ? words.gone : words.loadFailed}>
          <Button onClick={() => (state === 'gone' ? model.begin() : broken ? location.reload() : model.show(conversation.id))}>
            {state === 'gone' ? words.newConversation : words.tryAgain}
          </Button>
        </EmptyState>
      ) : empty || !rest ? (
        empty && state === 'new' && card && owner && !model.settling.value ? (
          <FirstSight model={model} card={card} owner={owner} words={words} />
        ) : (
          <div class="fh-grown">
            <Skeleton label={words.loading} lines={5} />
          </div>
        )
      ) : (
        <rest.Timeline
          items={items}
          people={people}
          words={rest.talk.pieces}
          now={client.serverNow()}
          readUpTo={conversation.readUpTo.value}
          earlier={conversation.earlier.value}
          onEarlier={() => void conversation.loadEarlier()}
          typing={conversation.typing.value.map((person) => cleanName(person.name, owner ?? ''))}
          onEnd={marker.atEnd}
          onEdit={(item) => {
            draft.edit(item)
            input.current?.focus()
          }}
          onRemove={(item) => void conversation.remove(item.cid)}
          onRetry={(cid) => void conversation.retry(cid)}
          onDiscard={(cid) => void conversation.discard(cid)}
        />
      )}
      <div class="fh-foot">
        {client.storage.value === 'memory' && (
          <Notice icon={alertIcon} look="warn">
            {words.memoryOnly}
          </Notice>
        )}
        {naming && rest && <rest.NameLine model={model} talk={rest.talk} owner={owner ?? rest.talk.somebody} />}
        <Composer
          value={draft.text.value}
          onInput={draft.write}
          onSend={(text) => void draft.submit(text)}
          label={known?.status === 'resolved' ? words.writeToReopen : words.write(owner)}
          words={words.composer}
          limit={LIMITS.messageText}
          onCancelEdit={draft.editing.value ? draft.cancel : undefined}
          inputRef={input}
        />
      </div>
    </>
  )
}
