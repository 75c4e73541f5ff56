import type { JSX } from 'preact'
import type { Subject } from '@firsthand/protocol'
import { cleanText, EmptyState, readAddress } from '@firsthand/ui'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'

const SHOWN_SUBJECTS = 5

/** An empty list teaches what would fill it. */
export function InboxEmpty(): JSX.Element {
  const { list, client, member } = useConsole()
  const query = list.query.value.trim()
  if (query) return <EmptyState title={words.inbox.noMatchTitle(query)}>{words.inbox.noMatch}</EmptyState>
  if (list.shown.value === 'resolved') return <EmptyState title={words.inbox.noneResolvedTitle}>{words.inbox.noneResolved}</EmptyState>
  if (client.inbox.conversations.value.length > 0) {
    return <EmptyState title={words.inbox.allAnsweredTitle}>{words.inbox.allAnswered}</EmptyState>
  }
  if (member.subjects.length === 0) return <EmptyState title={words.inbox.emptyTitle}>{words.inbox.emptyNoSubjects}</EmptyState>
  return (
    <EmptyState title={words.inbox.emptyTitle}>
      <p>{words.inbox.empty}</p>
      <ul class="c-pages">
        {member.subjects.slice(0, SHOWN_SUBJECTS).map((subject) => (
          <li key={`${subject.url} ${subject.key}`}>
            <SubjectLink subject={subject} />
          </li>
        ))}
      </ul>
    </EmptyState>
  )
}

function SubjectLink({ subject }: { subject: Subject }): JSX.Element {
  const { href, shown } = readAddress(subject.url)
  const text = (
    <>
      <bdi>{cleanText(subject.title)}</bdi>
      <bdi class="fh-small">{shown}</bdi>
    </>
  )
  if (!href) return <span>{text}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  )
}
