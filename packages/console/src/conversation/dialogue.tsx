import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { untracked, useSignal, useSignalEffect } from '@preact/signals'
import { cleanName, Composer, createDraft, Timeline, type Draft, type TimelinePerson } from '@firsthand/ui'
import type { ConversationModel } from '@firsthand/client'
import { LIMITS, type Conversation, type PersonId } from '@firsthand/protocol'
import { visitorOf } from '../inbox/order-inbox.ts'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'
import { pieceWords } from '../words/piece-words.ts'

/** What was said, and the place to answer. */
export function Dialogue({ model, conversation }: { model: ConversationModel; conversation: Conversation }): JSX.Element {
  const { now } = useConsole()
  const draft = useKeptDraft(model)
  const atEnd = useReading(model)
  const people = useMemo(() => readPeople(conversation), [conversation])
  const input = useRef<HTMLTextAreaElement>(null)
  useComposerFocus(input)
  const editing = draft.editing.value !== null
  return (
    <>
      <Timeline
        items={model.timeline.value}
        people={people}
        words={pieceWords}
        now={now.value}
        readUpTo={model.readUpTo.value}
        earlier={model.earlier.value}
        onEarlier={() => void model.loadEarlier()}
        typing={model.typing.value.map((person) => cleanName(person.name, words.visitor))}
        onEnd={(is) => (atEnd.value = is)}
        onEdit={(item) => {
          draft.edit(item)
          input.current?.focus()
        }}
        onRemove={(item) => void model.remove(item.cid)}
        onRetry={(cid) => void model.retry(cid)}
        onDiscard={(cid) => void model.discard(cid)}
      />
      <div class="c-reply" role="presentation" onKeyDown={useLeaveByEscape()}>
        <Composer
          value={draft.text.value}
          onInput={(text) => draft.write(text)}
          onSend={(text) => void draft.submit(text)}
          label={words.conversationPane.placeholder(cleanName(visitorOf(conversation)?.name, ''))}
          words={pieceWords}
          limit={LIMITS.messageText}
          onCancelEdit={editing ? () => draft.cancel() : undefined}
          inputRef={input}
        />
      </div>
    </>
  )
}

/** A draft that a reload does not lose. What replaces an old message is not one: it goes with the screen. */
function useKeptDraft(model: ConversationModel): Draft {
  const { drafts } = useConsole()
  const draft = useMemo(() => createDraft(model, drafts.read(model.id)), [model])
  useSignalEffect(() => {
    const text = draft.text.value
    if (draft.editing.value === null) drafts.write(model.id, text)
  })
  useEffect(() => () => model.reportTyping(false), [model])
  return draft
}

/** Marks it read while the newest is in sight of somebody who looks (promise P15). */
function useReading(model: ConversationModel): { value: boolean } {
  const { attention } = useConsole()
  const atEnd = useSignal(false)
  useSignalEffect(() => {
    if (model.timeline.value.length > 0 && atEnd.value && attention.looking.value) untracked(() => model.markRead())
  })
  return atEnd
}

function useComposerFocus(input: { current: HTMLTextAreaElement | null }): void {
  const { focus } = useConsole()
  const { part, turn } = focus.value
  useLayoutEffect(() => {
    if (part === 'composer') input.current?.focus()
  }, [part, turn])
}

/** Esc leaves the text, which stays, and gives the keys back to the conversation. */
function useLeaveByEscape(): (event: KeyboardEvent) => void {
  const { focus } = useConsole()
  return (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    focus.value = { part: 'conversation', turn: focus.peek().turn + 1 }
  }
}

function readPeople(conversation: Conversation): ReadonlyMap<PersonId, TimelinePerson> {
  return new Map(conversation.participants.map(({ person, role }) => [person.id, { name: person.name, face: person.face, role }]))
}
