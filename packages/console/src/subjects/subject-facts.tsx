import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { cleanText, Icon, momentOf, PageLink } from '@firsthand/ui'
import type { Conversation } from '@firsthand/protocol'
import { subjectIcon } from '../inbox/section-head.tsx'
import { english as words } from '../words/english.ts'
import { locale } from '../words/piece-words.ts'

/** What is talked about, and where the conversation came from. */
export function SubjectFacts({ conversation: { subject, page, startedAt } }: { conversation: Conversation }): JSX.Element {
  const heading = useId()
  return (
    <section class="c-part" aria-labelledby={heading}>
      <h3 id={heading} class="c-part-head">
        <Icon path={subjectIcon(subject.kind)} />
        <span>{words.about.subject}</span>
      </h3>
      <div class="c-subject">
        <PageLink page={{ url: subject.url, title: cleanText(subject.title) }} />
      </div>
      <dl class="fh-facts">
        <div>
          <dt class="fh-small fh-muted">{words.about.started}</dt>
          <dd>
            <time dateTime={new Date(startedAt).toISOString()}>{momentOf(startedAt, locale)}</time>
          </dd>
        </div>
        {page && page.url !== subject.url && (
          <div>
            <dt class="fh-small fh-muted">{words.about.startedOn}</dt>
            <dd>
              <PageLink page={page} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
