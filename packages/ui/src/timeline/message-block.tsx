import type { MessageItem } from '@firsthand/client'
import { Component, type JSX } from 'preact'
import { Avatar } from '../face/avatar.tsx'
import { momentOf, timeOf } from '../dates.ts'
import { Icon, moreIcon } from '../icons.tsx'
import { sealIcon } from '../talk-icons.ts'
import { cleanName } from '../text.ts'
import type { TimelineWords } from '../words/timeline-words.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { RichText } from './rich-text.tsx'

/** Whom a timeline shows beside what they wrote. */
export interface TimelinePerson {
  name: string | null
  /** As {@link AvatarProps.face}. */
  face: string | null
  /** Drawn as a badge: a look-alike name cannot take it over. */
  role: 'owner' | 'visitor'
}

/** What one can do with a message. */
export interface MessageActs {
  onMenu(item: MessageItem, anchor: HTMLElement): void
  onRetry(cid: string): void
  onDiscard(cid: string): void
}

/** What {@link MessageBlock} takes. */
export interface MessageBlockProps {
  items: readonly MessageItem[]
  person: TimelinePerson | undefined
  words: TimelineWords
  acts: MessageActs
  /** Whether it ends the own side of the conversation: its tick and time stay in sight. */
  newestOwn: boolean
}

/** Messages of one author close together. Draws again only when one of them changed, so that thousands stay cheap. */
export class MessageBlock extends Component<MessageBlockProps> {
  override shouldComponentUpdate(next: MessageBlockProps): boolean {
    const { items, person, words, newestOwn } = this.props
    return (
      next.words !== words ||
      next.newestOwn !== newestOwn ||
      next.person?.name !== person?.name ||
      next.person?.face !== person?.face ||
      next.items.length !== items.length ||
      next.items.some((item, at) => !isSame(item, items[at]!))
    )
  }

  override render({ items, person, words, acts, newestOwn }: MessageBlockProps): JSX.Element {
    const first = items[0]!
    const last = items.at(-1)!
    const name = cleanName(person?.name, words.nameless)
    return (
      <div class={`fh-block ${first.own ? 'fh-own' : ''} ${newestOwn ? 'fh-newest' : ''}`} data-row>
        {!first.own && (
          <>
            <Avatar name={person?.name ?? null} face={person?.face ?? null} seed={first.author ?? ''} />
            <div class="fh-by fh-small">
              <bdi>{name}</bdi>
              {person && name !== words.roles[person.role] && (
                <span class={`fh-role fh-role-${person.role}`}>
                  {person.role === 'owner' && <Icon path={sealIcon} />}
                  {words.roles[person.role]}
                </span>
              )}
            </div>
          </>
        )}
        {items.map((item) => (
          <Message key={item.key} item={item} name={name} words={words} acts={acts} last={item === last} />
        ))}
      </div>
    )
  }
}

function Message({
  item,
  name,
  words,
  acts,
  last,
}: {
  item: MessageItem
  name: string
  words: TimelineWords
  acts: MessageActs
  last: boolean
}): JSX.Element {
  const { state } = item.delivery
  const quiet = state === 'sent' || state === 'delivered' || state === 'read'
  const deleted = item.text === null
  const open = (event: Event): void => {
    const message = (event.currentTarget as HTMLElement).closest<HTMLElement>('.fh-message')!
    acts.onMenu(item, message)
  }
  return (
    <article
      data-key={item.key}
      class={`fh-message ${last ? 'fh-last' : ''} fh-is-${state}`}
      tabIndex={-1}
      aria-label={`${item.own ? '' : name} ${timeOf(item.at, words.locale)}`.trim()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget || deleted) return
        // Or the same press would choose the menu's first line, which has the focus by the time it ends.
        event.preventDefault()
        open(event)
      }}
    >
      <div class={`fh-text ${deleted ? 'fh-deleted' : ''}`} dir="auto">
        {deleted ? words.deleted : <RichText text={item.text!} />}
        {item.edited && !deleted && <span class="fh-edited"> {words.edited}</span>}
      </div>
      {!deleted && (
        <button type="button" class="fh-more" tabIndex={-1} aria-label={words.messageMenu} aria-haspopup="menu" onClick={open}>
          <Icon path={moreIcon} />
        </button>
      )}
      <div class={`fh-meta ${quiet ? 'fh-quiet' : ''}`}>
        <time dateTime={new Date(item.at).toISOString()} title={momentOf(item.at, words.locale)}>
          {timeOf(item.at, words.locale)}
        </time>
        {item.own && !deleted && (
          <DeliveryLine
            delivery={item.delivery}
            words={words}
            onRetry={() => acts.onRetry(item.cid)}
            onDiscard={() => acts.onDiscard(item.cid)}
          />
        )}
      </div>
    </article>
  )
}

function isSame(one: MessageItem, other: MessageItem): boolean {
  return (
    one.key === other.key &&
    one.text === other.text &&
    one.edited === other.edited &&
    one.at === other.at &&
    one.seq === other.seq &&
    one.delivery.state === other.delivery.state
  )
}
