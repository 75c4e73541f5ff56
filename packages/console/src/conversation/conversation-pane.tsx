import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button, cleanName, cleanText, EmptyState, Skeleton } from '@firsthand/ui'
import type { Conversation } from '@firsthand/protocol'
import { visitorOf } from '../inbox/order-inbox.ts'
import type { ConversationModel } from '@firsthand/client'
import { Logo } from '../shell/logo.tsx'
import { StandingLines } from '../shell/standing-lines.tsx'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'
import { ConversationHead } from './conversation-head.tsx'
import { Dialogue } from './dialogue.tsx'

/** The middle of the screen: one conversation, or a sentence about why there is none. */
export function ConversationPane(): JSX.Element {
  const { opened, router } = useConsole()
  const model = opened.value
  return (
    <main class="c-conversation" aria-label={words.conversation} tabIndex={-1} ref={useMainFocus()}>
      {/* Where another pane has the whole screen, this heading alone remains: every screen has a main part and a first heading. */}
      <h1 class="fh-hidden">{headingOf(model?.conversation.value ?? null)}</h1>
      <div class="c-conversation-body">
        {model ? (
          <Opened key={model.id} model={model} />
        ) : router.route.value.at === 'nowhere' ? (
          <Missing title={words.conversationPane.nowhereTitle}>{words.conversationPane.nowhere}</Missing>
        ) : (
          <NothingOpen />
        )}
      </div>
    </main>
  )
}

function headingOf(conversation: Conversation | null): string {
  if (!conversation) return words.conversations
  return words.conversationPane.heading(cleanName(visitorOf(conversation)?.name, words.visitor), cleanText(conversation.subject.title))
}

/** Teaches the keys, once there is something to choose from; before that the list teaches. */
function NothingOpen(): JSX.Element {
  const { client } = useConsole()
  if (client.inbox.conversations.value.length === 0) return <Logo quiet />
  return (
    <EmptyState title={words.conversationPane.nothingTitle} above={<Logo quiet />}>
      {words.conversationPane.nothing}
    </EmptyState>
  )
}

function Opened({ model }: { model: ConversationModel }): JSX.Element {
  const conversation = model.conversation.value
  const state = model.state.value
  if (state === 'gone') return <Missing title={words.conversationPane.goneTitle}>{words.conversationPane.gone}</Missing>
  return (
    <>
      <ConversationHead conversation={conversation} />
      <StandingLines />
      {conversation && state === 'ready' ? (
        <Dialogue model={model} conversation={conversation} />
      ) : state === 'failed' ? (
        <EmptyState title={words.conversationPane.failedTitle}>{words.conversationPane.failed}</EmptyState>
      ) : (
        <Skeleton label={words.conversationPane.loading} lines={6} />
      )}
    </>
  )
}

function Missing({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  const { router } = useConsole()
  return (
    <EmptyState title={title}>
      <p>{children}</p>
      <Button onClick={() => router.go({ at: 'inbox' }, 'replace')}>{words.conversationPane.goneBack}</Button>
    </EmptyState>
  )
}

/** Takes the focus when a conversation was opened by key or click, so that a screen reader is where the eye is. */
function useMainFocus(): { current: HTMLElement | null } {
  const { focus } = useConsole()
  const main = useRef<HTMLElement>(null)
  const { part, turn } = focus.value
  useLayoutEffect(() => {
    if (part === 'conversation') main.current?.focus({ preventScroll: true })
  }, [part, turn])
  return main
}
