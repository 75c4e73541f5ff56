import type { MessageItem, TimelineItem } from '@firsthand/client'
import type { PersonId } from '@firsthand/protocol'
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Button } from '../controls/button.tsx'
import { editIcon, Icon } from '../icons.tsx'
import { copyIcon, downIcon, trashIcon } from '../talk-icons.ts'
import { Menu, type MenuItem } from '../overlay/menu.tsx'
import { Spinner, VisuallyHidden } from '../pieces.tsx'
import { cleanName, cleanText } from '../text.ts'
import type { TimelineWords } from '../words/timeline-words.ts'
import { arrange, firstUnread } from './arrange.ts'
import { DayLine, EventLine, TimeLine } from './lines.tsx'
import { MessageBlock, type MessageActs, type TimelinePerson } from './message-block.tsx'
import { createScrollKeeper, type ScrollKeeper } from './scroll-keeper.ts'

/** What {@link Timeline} takes. Draw it once the conversation's newest entries are there; give it a `key` per conversation. */
export interface TimelineProps {
  items: readonly TimelineItem[]
  /** Everybody who wrote something, by id. */
  people: ReadonlyMap<PersonId, TimelinePerson>
  words: TimelineWords
  /** The reader's now, for "Today". */
  now: number
  /** Where the "new" line stands, as it was when the conversation was opened. */
  readUpTo: number
  /** As `ConversationModel.earlier`. */
  earlier: 'none' | 'more' | 'loading' | 'failed'
  onEarlier(): void
  /** Who types now, by name. */
  typing: readonly string[]
  /** Told whether the newest is in sight: mark it read then. */
  onEnd?(atEnd: boolean): void
  /** Left out: messages of one's own cannot be changed. */
  onEdit?(item: MessageItem): void
  onRemove?(item: MessageItem): void
  onRetry(cid: string): void
  onDiscard(cid: string): void
}

/** A conversation as it was said: grouped, dated, in its place while it grows at either end. */
export function Timeline(props: TimelineProps): JSX.Element {
  const { items, people, words, now, earlier, typing } = props
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const keeper = useRef<ScrollKeeper>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [menu, setMenu] = useState<{ item: MessageItem; anchor: HTMLElement } | null>(null)
  // Where the unread began when it was opened; what comes while one looks on is not "new".
  const newFrom = useMemo(() => firstUnread(items, props.readUpTo), [])
  const latest = useRef(props)
  latest.current = props

  useLayoutEffect(() => {
    const kept = createScrollKeeper(scroller.current!, content.current!, (is) => {
      setAtEnd(is)
      latest.current.onEnd?.(is)
    })
    keeper.current = kept
    kept.toEnd()
    latest.current.onEnd?.(true)
    return () => kept.close()
  }, [])

  const newest = items.at(-1)
  const seen = useRef(newest?.key)
  const missed = useRef(0)
  const announced = useRef('')
  const nameOf = (id: PersonId | null): string => cleanName(people.get(id ?? '')?.name, words.nameless)
  if (newest && newest.key !== seen.current) {
    const before = items.findIndex((item) => item.key === seen.current)
    const arrived = items.slice(before + 1).filter((item) => item.kind === 'message' && !item.own)
    const last = arrived.at(-1) as MessageItem | undefined
    if (last) announced.current = `${nameOf(last.author)}: ${cleanText(last.text)}`
    if (newest.own) missed.current = 0
    else missed.current += arrived.length
    seen.current = newest.key
  }
  if (atEnd) missed.current = 0
  // Whoever writes wants to see it.
  useLayoutEffect(() => {
    if (newest?.own) keeper.current?.toEnd()
  }, [newest?.key])

  const acts = useMemo<MessageActs>(
    () => ({
      onMenu: (item, anchor) => setMenu({ item, anchor }),
      onRetry: (cid) => latest.current.onRetry(cid),
      onDiscard: (cid) => latest.current.onDiscard(cid),
    }),
    [],
  )
  const rows = useMemo(() => arrange(items, newFrom), [items])
  const lastOwn = rows.findLast((row) => row.kind === 'block' && row.items[0]!.own)

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!step) return
    const messages = [...content.current!.querySelectorAll<HTMLElement>('.fh-message')]
    const at = messages.indexOf((event.target as HTMLElement).closest<HTMLElement>('.fh-message')!)
    const to = messages[at < 0 ? messages.length - 1 : at + step]
    event.preventDefault()
    to?.focus()
  }
  return (
    <div class="fh-timeline">
      <div
        class="fh-scroll"
        ref={scroller}
        role="log"
        aria-label={words.log}
        aria-live="off"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={() => {
          keeper.current?.scrolled()
          if (earlier === 'more' && scroller.current!.scrollTop < 240) props.onEarlier()
        }}
      >
        <div class="fh-rows" ref={content}>
          {earlier !== 'none' && (
            <div class="fh-earlier fh-small">
              {earlier === 'loading' ? (
                <Spinner label={words.loading} />
              ) : (
                <>
                  {earlier === 'failed' && <span class="fh-muted">{words.earlierFailed}</span>}
                  <Button look="quiet" onClick={props.onEarlier}>
                    {earlier === 'failed' ? words.tryAgain : words.earlier}
                  </Button>
                </>
              )}
            </div>
          )}
          {rows.map((row) =>
            row.kind === 'block' ? (
              <MessageBlock
                key={row.key}
                items={row.items}
                person={people.get(row.items[0]!.author ?? '')}
                words={words}
                acts={acts}
                newestOwn={row === lastOwn}
              />
            ) : row.kind === 'event' ? (
              <EventLine key={row.key} item={row.item} who={nameOf(row.item.author)} words={words} />
            ) : row.kind === 'day' ? (
              <DayLine key={row.key} at={row.at} now={now} locale={words.locale} />
            ) : row.kind === 'time' ? (
              <TimeLine key={row.key} at={row.at} locale={words.locale} />
            ) : (
              <div key="new" class="fh-line fh-new fh-small" data-row role="separator">
                <span>{words.newLine}</span>
              </div>
            ),
          )}
          {typing.length > 0 && (
            <div class="fh-typing fh-small fh-muted">
              <span class="fh-dots">
                <span />
                <span />
                <span />
              </span>
              <bdi>{words.typing(typing.map((name) => cleanName(name, words.nameless)))}</bdi>
            </div>
          )}
        </div>
      </div>
      {!atEnd && (
        <button type="button" class="fh-chip fh-small" onClick={() => keeper.current?.toEnd()}>
          <Icon path={downIcon} />
          {missed.current > 0 ? words.newMessages(missed.current) : <span class="fh-hidden">{words.newMessages(0)}</span>}
        </button>
      )}
      <VisuallyHidden live="polite">{announced.current}</VisuallyHidden>
      {menu && <Menu label={words.messageMenu} anchor={menu.anchor} onClose={() => setMenu(null)} items={messageMenu(menu.item, props)} />}
    </div>
  )
}

function messageMenu(item: MessageItem, { words, onEdit, onRemove }: TimelineProps): MenuItem[] {
  return [
    { label: words.copy, icon: copyIcon, onSelect: () => void navigator.clipboard?.writeText(cleanText(item.text)) },
    ...(item.own && onEdit ? [{ label: words.edit, icon: editIcon, onSelect: () => onEdit(item) }] : []),
    ...(item.own && onRemove ? [{ label: words.remove, icon: trashIcon, look: 'danger' as const, onSelect: () => onRemove(item) }] : []),
  ]
}
