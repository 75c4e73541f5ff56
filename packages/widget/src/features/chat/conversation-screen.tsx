import { LIMITS } from '@firsthand/protocol'
import { Composer, Skeleton } from '@firsthand/ui'
import { effect } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { LaterState } from '../../shell/load-later.ts'
import type { PanelModel } from '../../shell/panel-model.ts'
import type { Words } from '../../words/en.ts'
import { FirstSight } from './first-sight.tsx'

/** One conversation: what was said above, what is being said below. */
export function ConversationScreen({
  model,
  owner,
  words,
  relay,
  later,
}: {
  model: PanelModel
  owner: string | null
  words: Words
  relay: string
  later: LaterState
}): JSX.Element {
  const { conversation, draft } = useMemo(() => model.shown.peek(), [])
  const input = useRef<HTMLTextAreaElement>(null)
  // Before the first paint: the composer is usable the moment it is seen.
  useLayoutEffect(
    () =>
      effect(() => {
        void model.wantsFocus.value
        if (model.visible.value) input.current!.focus()
      }),
    [],
  )
  const card = model.card.value
  const untouched = conversation.state.value === 'new' && conversation.timeline.value.length === 0
  const rest = later === 'failed' ? null : later
  return (
    <>
      {untouched && card && owner && !model.settling.value ? (
        <FirstSight model={model} card={card} owner={owner} words={words} />
      ) : untouched || !rest ? (
        <div class="fh-first" role="status">
          {later === 'failed' ? <p>{words.loadFailed}</p> : <Skeleton label={words.loading} lines={5} />}
        </div>
      ) : (
        <rest.Talk model={model} conversation={conversation} draft={draft} owner={owner} words={words} talk={rest.talk} relay={relay} />
      )}
      <div class="fh-foot">
        {rest && <rest.FootNotes model={model} owner={owner ?? rest.talk.somebody} words={words.composer} talk={rest.talk} />}
        <Composer
          value={draft.text.value}
          onInput={draft.write}
          onSend={(text) => void draft.submit(text)}
          label={conversation.conversation.value?.status === 'resolved' ? words.writeToReopen : words.write(owner)}
          words={words.composer}
          limit={LIMITS.messageText}
          onCancelEdit={draft.editing.value ? draft.cancel : undefined}
          inputRef={input}
        />
      </div>
    </>
  )
}
