import type { JSX } from 'preact'
import { Avatar, checkCircleIcon, cleanName, cleanText, Icon, shortDayOf } from '@firsthand/ui'
import { LIMITS, type Conversation, type PersonId } from '@firsthand/protocol'
import { formatRoute } from '../navigation/route.ts'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'
import { formatSpan } from '../words/spans.ts'
import { locale } from '../words/piece-words.ts'
import { visitorOf, waitsSince } from './order-inbox.ts'

// As much of a message as a line can ever show.
const EXCERPT = 160

/** One conversation in the list: who, since when they wait, and the last word. */
export function InboxRow({
  conversation,
  withSubject,
  roving = true,
}: {
  conversation: Conversation
  withSubject: boolean
  /** Whether it stands in the list the keys move through: only the row they point at takes part in Tab. */
  roving?: boolean
}): JSX.Element {
  const { list, router, member, resolving, now, focus } = useConsole()
  const { id, unread, subject, last } = conversation
  const route = { at: 'conversation', conversation: id } as const
  const visitor = visitorOf(conversation)
  const name = cleanName(visitor?.name, words.visitor)
  const open = (event: MouseEvent): void => {
    // A click that asks for a new tab is the browser's.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    list.point(id)
    router.go(route)
    focus.value = { part: 'conversation', turn: focus.peek().turn + 1 }
  }
  const here = router.route.value
  const resolved = conversation.status === 'resolved' || resolving.pending.value === id
  return (
    <li>
      <a
        class="c-row"
        href={formatRoute(route)}
        aria-current={here.at !== 'inbox' && here.at !== 'nowhere' && here.conversation === id ? 'page' : undefined}
        tabIndex={!roving || list.pointed.value === id ? 0 : -1}
        data-unread={unread > 0 ? '' : undefined}
        data-resolved={resolved ? '' : undefined}
        onClick={open}
      >
        <Avatar name={visitor?.name ?? null} face={visitor?.face ?? null} seed={visitor?.id ?? id} size={32} />
        <span class="c-row-body">
          <span class="c-row-line">
            <bdi class="c-row-name">{name}</bdi>
            <Waiting conversation={conversation} me={member.person.id} now={now.value} resolved={resolved} />
          </span>
          <span class="c-row-line">
            <span class="c-row-said">
              {last?.author === member.person.id && <span>{words.inbox.youSaid}</span>}
              <bdi>{excerptOf(conversation)}</bdi>
            </span>
            {unread > 0 && <UnreadCount unread={unread} />}
            {resolved && <Icon path={checkCircleIcon} />}
          </span>
          {withSubject && (
            <span class="c-row-subject">
              <bdi>{cleanText(subject.title)}</bdi>
            </span>
          )}
        </span>
      </a>
    </li>
  )
}

function Waiting({
  conversation,
  me,
  now,
  resolved,
}: {
  conversation: Conversation
  me: PersonId
  now: number
  resolved: boolean
}): JSX.Element {
  const since = resolved ? null : waitsSince(conversation, me)
  const at = since ?? conversation.last?.at ?? conversation.startedAt
  const span = formatSpan(now - at, locale)
  const said = since === null ? shortDayOf(at, now, locale) : span === null ? words.inbox.waitsNow : words.inbox.waits(span)
  return (
    <time class="c-row-time" dateTime={new Date(at).toISOString()} data-waits={since === null ? undefined : ''}>
      {said}
    </time>
  )
}

function UnreadCount({ unread }: { unread: number }): JSX.Element {
  const shown = unread >= LIMITS.unreadCount ? `${LIMITS.unreadCount - 1}+` : String(unread)
  return (
    <span class="c-count" data-one={unread === 1 ? '' : undefined}>
      <span aria-hidden="true">{unread > 1 && shown}</span>
      <span class="fh-hidden">{words.inbox.unreadCount(shown)}</span>
    </span>
  )
}

function excerptOf({ last }: Conversation): string {
  if (last?.type !== 'message') return words.inbox.noMessage
  if (!last.body) return words.inbox.deleted
  return cleanText(last.body.text.slice(0, EXCERPT)).replace(/\s+/g, ' ')
}
