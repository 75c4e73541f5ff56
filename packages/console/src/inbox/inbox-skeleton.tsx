import type { JSX } from 'preact'
import { english as words } from '../words/english.ts'

/** Grey rows where conversations will stand. */
export function InboxSkeleton(): JSX.Element {
  return (
    <div class="c-rows-skeleton" role="status" aria-label={words.inbox.loading}>
      {Array.from({ length: 7 }, (_, at) => (
        <div key={at} class="c-row-skeleton" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
