import type { SubjectCard } from '@firsthand/protocol'
import { cleanName } from '@firsthand/ui'
import type { JSX } from 'preact'
import { describeAvailability } from '../../shell/availability.ts'
import type { PanelModel } from '../../shell/panel-model.ts'
import { safeAddress } from '../../shell/safe-link.ts'
import type { Words } from '../../words/en.ts'

/** What stands where the conversation will be: one plain sentence. No form, no wall. */
export function FirstSight({
  model,
  card,
  owner,
  words,
}: {
  model: PanelModel
  card: SubjectCard
  owner: string
  words: Words
}): JSX.Element {
  const { presence } = describeAvailability(model.availability.value, words)
  const privacy = safeAddress(card.site.privacyUrl)
  return (
    <div class="fh-first">
      <p>
        {words.welcome(owner, cleanName(card.subject.title, card.subject.key))}
        {presence === 'away' && ` ${words.welcomeAway}`}
      </p>
      <p class="fh-private fh-small fh-muted">
        {words.privacy}{' '}
        {privacy && (
          <a href={privacy} target="_blank" rel="noopener noreferrer">
            {words.privacyLink}
          </a>
        )}
      </p>
    </div>
  )
}
