import type { EventItem } from '@firsthand/client'
import type { JSX } from 'preact'
import { dayOf, momentOf, timeOf } from '../dates.ts'
import { Icon, personIcon } from '../icons.tsx'
import { checkCircleIcon, clockIcon, retryIcon } from '../talk-icons.ts'
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
  const { icon, text, reason } = describe(item, who, words)
  return (
    <div class="fh-event fh-small" data-row title={momentOf(item.at, words.locale)}>
      <Icon path={icon} />
      <bdi>{text}</bdi>
      {reason && <q dir="auto">{cleanText(reason)}</q>}
    </div>
  )
}

function describe(
  { event, own }: EventItem,
  who: string,
  words: TimelineWords,
): { icon: string; text: string; reason?: string | undefined } {
  switch (event.type) {
    case 'name-given':
      return { icon: personIcon, text: words.event.nameGiven(cleanName(event.name, words.nameless), own) }
    case 'messages-lost':
      return { icon: clockIcon, text: words.event.lost(event.count) }
    case 'status-changed': {
      const icon = event.to === 'resolved' ? checkCircleIcon : retryIcon
      return { icon, text: words.event.status(event.to, who, own), reason: event.reason }
    }
  }
}
