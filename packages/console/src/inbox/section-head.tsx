import type { JSX } from 'preact'
import { cleanText, documentIcon, Icon, productIcon } from '@firsthand/ui'
import type { SubjectKind } from '@firsthand/protocol'
import { siteIcon } from '../shell/icons.ts'
import { english as words } from '../words/english.ts'
import type { InboxSection } from './order-inbox.ts'

const ICONS: Record<string, string> = { product: productIcon, document: documentIcon, site: siteIcon }

/** The icon of a kind of subject; a kind nobody here knows looks like a document. */
export function subjectIcon(kind: SubjectKind): string {
  return ICONS[kind] ?? documentIcon
}

/** The heading of a part of the list. What was unread keeps its place while it is open, but is not called unread any more. */
export function SectionHead({ section: { key, subject, conversations } }: { section: InboxSection }): JSX.Element {
  const unread = conversations.filter((one) => one.unread > 0).length
  return (
    <h2 class="c-section-head" id={`section-${key}`}>
      {subject ? <Icon path={subjectIcon(subject.kind)} /> : <span class="c-section-mark" />}
      <bdi>{subject ? cleanText(subject.title) : unread ? words.inbox.unread : words.inbox.justRead}</bdi>
      <span class="c-section-count">{subject ? conversations.length : unread || ''}</span>
    </h2>
  )
}
