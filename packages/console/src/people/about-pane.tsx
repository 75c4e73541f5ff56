import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Avatar, backIcon, cleanName, IconButton } from '@firsthand/ui'
import type { Conversation } from '@firsthand/protocol'
import { visitorOf } from '../inbox/order-inbox.ts'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'
import { pieceWords } from '../words/piece-words.ts'
import { SubjectFacts } from '../subjects/subject-facts.tsx'
import { OtherConversations } from './other-conversations.tsx'
import { PersonFactsPart } from './person-facts.tsx'

/** The person one talks with and the subject one talks about. */
export function AboutPane(): JSX.Element | null {
  const { opened } = useConsole()
  const conversation = opened.value?.conversation.value ?? null
  const pane = useAboutFocus()
  return (
    <aside class="c-about" aria-label={words.personAndSubject} tabIndex={-1} ref={pane}>
      {conversation && <About key={conversation.id} conversation={conversation} />}
    </aside>
  )
}

function About({ conversation }: { conversation: Conversation }): JSX.Element {
  const { router } = useConsole()
  const visitor = visitorOf(conversation)
  const back = (): void => router.leaveTo({ at: 'conversation', conversation: conversation.id })
  return (
    <>
      <div class="c-about-back">
        <IconButton icon={backIcon} flip label={words.about.back} onClick={back} />
      </div>
      {visitor && (
        <div class="c-about-who">
          <Avatar name={visitor.name} face={visitor.face} seed={visitor.id} size={56} />
          <h2 class="fh-title">
            <bdi>{cleanName(visitor.name, words.visitor)}</bdi>
          </h2>
          {/* Beside a name of their own choosing stands what they are; without one they are called that already. */}
          {cleanName(visitor.name, '') && <p class="c-role fh-small">{pieceWords.roles.visitor}</p>}
        </div>
      )}
      {visitor && <PersonFactsPart visitor={visitor} head={conversation.head.seq} />}
      <SubjectFacts conversation={conversation} />
      {visitor && <OtherConversations visitor={visitor} except={conversation.id} />}
    </>
  )
}

function useAboutFocus(): { current: HTMLElement | null } {
  const { focus } = useConsole()
  const pane = useRef<HTMLElement>(null)
  const { part, turn } = focus.value
  useLayoutEffect(() => {
    if (part === 'about') pane.current?.focus({ preventScroll: true })
  }, [part, turn])
  return pane
}
