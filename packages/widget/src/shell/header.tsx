import { Avatar, cleanName, closeIcon, documentIcon, Icon, IconButton, linkIcon, moreIcon, productIcon } from '@firsthand/ui'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Words } from '../words/en.ts'
import { describeAvailability } from './availability.ts'
import type { Later } from './load-later.ts'
import type { PanelModel } from './panel-model.ts'

/** Who is responsible, why they, when they answer, and what it is about. */
export function Header({
  model,
  owner,
  first,
  words,
  later,
  onClose,
}: {
  model: PanelModel
  owner: string | null
  /** Nothing was said yet: the face is large. */
  first: boolean
  words: Words
  later: Later | null
  onClose(): void
}): JSX.Element {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { presence, line } = describeAvailability(model.availability.value, words)
  const card = model.card.value
  const person = card?.owner
  const why = cleanName(person?.why ?? person?.title, '')
  return (
    <header class="fh-head">
      <div class="fh-person">
        <Avatar name={owner} face={person?.faceData ?? null} seed={person?.id ?? ''} size={first ? 56 : 40} presence={presence} />
        <div class="fh-who">
          {owner ? (
            <>
              <h2>
                <bdi>{owner}</bdi>
              </h2>
              {why && (
                <p class="fh-small fh-muted">
                  <bdi>{why}</bdi>
                </p>
              )}
            </>
          ) : (
            <span class="fh-unknown" />
          )}
        </div>
        {later && <later.ConversationsButton model={model} words={words} />}
        <IconButton
          icon={moreIcon}
          label={words.menu}
          expanded={!!anchor}
          onClick={(event) => setAnchor(event.currentTarget as HTMLElement)}
        />
        <IconButton icon={closeIcon} label={words.close} onClick={onClose} />
      </div>
      <div class="fh-about fh-small">
        {card && (
          <>
            <Icon path={card.subject.kind === 'product' ? productIcon : card.subject.kind === 'site' ? linkIcon : documentIcon} />
            <span class="fh-subject">
              <bdi>{cleanName(card.subject.title, card.subject.key)}</bdi>
            </span>
          </>
        )}
        <span class="fh-availability" role="status">
          {line}
        </span>
      </div>
      {anchor && later && (
        <later.HeaderMenu
          model={model}
          owner={owner ?? later.talk.somebody}
          words={words}
          talk={later.talk}
          anchor={anchor}
          onClose={() => setAnchor(null)}
        />
      )}
    </header>
  )
}
