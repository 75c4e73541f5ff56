import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { conversationOf } from '../navigation/route.ts'
import { english as words } from '../words/english.ts'
import { useConsole } from '../shell/console-context.ts'
import { InboxEmpty } from './inbox-empty.tsx'
import { InboxRow } from './inbox-row.tsx'
import { InboxSkeleton } from './inbox-skeleton.tsx'
import { OlderConversations } from './older-conversations.tsx'
import { SearchField } from './search-field.tsx'
import { StatusTabs } from './status-tabs.tsx'
import { SectionHead } from './section-head.tsx'
import { InboxFailed } from './inbox-failed.tsx'

/** The conversations: what is unread first, then by subject. */
export function InboxPane(): JSX.Element {
  const { client, list } = useConsole()
  const { state } = client.inbox
  const sections = list.sections.value
  const scroller = useListFocus()
  return (
    <nav class="c-inbox" aria-label={words.conversations} aria-busy={state.value === 'loading'}>
      <div class="c-inbox-tools">
        <SearchField />
        <StatusTabs />
      </div>
      <div class="c-inbox-list" role="presentation" ref={scroller} onKeyDown={useArrows()}>
        {sections.map((section) => (
          <section key={section.key} aria-labelledby={`section-${section.key}`}>
            <SectionHead section={section} />
            <ul>
              {section.conversations.map((conversation) => (
                <InboxRow key={conversation.id} conversation={conversation} withSubject={section.subject === null} />
              ))}
            </ul>
          </section>
        ))}
        {sections.length === 0 &&
          (state.value === 'loading' ? <InboxSkeleton /> : state.value === 'failed' ? <InboxFailed /> : <InboxEmpty />)}
        {state.value === 'failed' && sections.length > 0 && <InboxFailed />}
        <OlderConversations />
      </div>
    </nav>
  )
}

/** Brings the focus to the row the keys point at, when a key asks for it. */
function useListFocus(): { current: HTMLDivElement | null } {
  const { client, focus, list, router } = useConsole()
  const scroller = useRef<HTMLDivElement>(null)
  const { part, turn } = focus.value
  const pointed = list.pointed.value
  useLayoutEffect(() => {
    if (part !== 'list' || turn === 0) return
    const row = scroller.current?.querySelector<HTMLElement>('a[tabindex="0"]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [part, turn, pointed])
  const opened = conversationOf(router.route.value)
  const ready = client.inbox.state.value === 'ready'
  // A deep link may lead to a row that lies far down.
  useLayoutEffect(() => {
    scroller.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [opened, ready])
  return scroller
}

/** The arrow keys within the list do what `j` and `k` do anywhere. */
function useArrows(): (event: KeyboardEvent) => void {
  const { list, focus } = useConsole()
  return (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined || event.defaultPrevented) return
    event.preventDefault()
    list.move(by)
    focus.value = { part: 'list', turn: focus.peek().turn + 1 }
  }
}
