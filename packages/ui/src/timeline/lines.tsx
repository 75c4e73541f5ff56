import type { EventItem } from '@firsthand/client'
import type { JSX } from 'preact'
import { dayOf, momentOf, timeOf } from '../dates.ts'
import { Icon, personIcon } from '../icons.tsx'
import { checkCircleIcon, retryIcon } from '../talk-icons.ts'
import { cleanName, cleanText } from '../text.ts'
import type { TimelineWords } from '../words/timeline-words.ts'

/** The line over a day. */
export function DayLine({ at, now, locale }: { at: number; now: number; locale: string }): JSX.Element {
  return (
    <div class="fh-line fh-small" data-row role="separator">
      <time dateTime={new Date(at).toISOString()}>{dayOf(at, now, locale)}</time>
    </div>
  )
}

/** The time after a silence. */
export function TimeLine({ at, locale }: { at: number; locale: string }): JSX.Element {
  return (
    <div class="fh-line fh-time fh-small" data-row>
      <time dateTime={new Date(at).toISOString()}>{timeOf(at, locale)}</time>
    </div>
  )
}

/** What is not a message: one centred line with an icon, never a bubble. `who` is the author's name as shown elsewhere. */
export function EventLine({ item, who, words }: { item: EventItem; who: string; words: TimelineWords }): JSX.Element {
  const { event, own, at } = item
  const naming = event.type === 'name-given'
  return (
    <div class="fh-event fh-small" data-row title={momentOf(at, words.locale)}>
      <Icon path={naming ? personIcon : event.to === 'resolved' ? checkCircleIcon : retryIcon} />
      <bdi>{naming ? words.event.nameGiven(cleanName(event.name, words.nameless), own) : words.event.status(event.to, who, own)}</bdi>
      {!naming && event.reason && <q dir="auto">{cleanText(event.reason)}</q>}
    </div>
  )
}
