import type { Delivery } from '@firsthand/client'
import type { Failure } from '@firsthand/protocol'
import type { JSX } from 'preact'
import { Icon, tickIcon } from '../icons.tsx'
import { alertIcon, clockIcon, ticksIcon } from '../talk-icons.ts'
import type { TimelineWords } from '../words/timeline-words.ts'

/** How far an own message has come: words when they matter, a quiet tick otherwise. */
export function DeliveryLine({
  delivery,
  words,
  onRetry,
  onDiscard,
}: {
  delivery: Delivery
  words: TimelineWords
  onRetry(): void
  onDiscard(): void
}): JSX.Element {
  switch (delivery.state) {
    case 'not-sent':
      return (
        <span class="fh-delivery fh-not-sent" role="alert">
          <span>
            <Icon path={alertIcon} />
            {words.notSent}. {words.failure(delivery.failure)}
          </span>
          <button type="button" onClick={onRetry}>
            {words.tryAgain}
          </button>
          <button type="button" onClick={onDiscard}>
            {words.discard}
          </button>
          <FailureReference failure={delivery.failure} words={words} />
        </span>
      )
    case 'sending':
    case 'waiting':
      return (
        <span class={`fh-delivery fh-${delivery.state}`}>
          <Icon path={clockIcon} />
          {words[delivery.state]}
        </span>
      )
    default:
      return (
        <span class={`fh-delivery fh-ticks fh-${delivery.state}`} title={words.delivery[delivery.state]}>
          <Icon path={delivery.state === 'sent' ? tickIcon : ticksIcon} />
          <span class="fh-hidden">{words.delivery[delivery.state]}</span>
        </span>
      )
  }
}

/** What finds a failure in the relay's log, for those who ask; the beginning of its id tells it from all others of a day. */
export function FailureReference({ failure, words }: { failure: Failure; words: Pick<TimelineWords, 'reference'> }): JSX.Element | null {
  if (!failure.request) return null
  return <span class="fh-reference fh-muted">{words.reference(failure.request.slice(0, 8))}</span>
}
