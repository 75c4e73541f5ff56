import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { cleanText, Icon, PageLink } from '@firsthand/ui'
import type { Conversation } from '@firsthand/protocol'
import { subjectIcon } from '../inbox/section-head.tsx'
import { english as words } from '../words/english.ts'
import { formatFully } from '../words/spans.ts'

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
            <time dateTime={new Date(startedAt).toISOString()}>{formatFully(startedAt, undefined)}</time>
          </dd>
        </div>
        {page && (
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
