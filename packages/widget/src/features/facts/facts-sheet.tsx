import type { PersonFacts, Result } from '@firsthand/protocol'
import { Button, cleanName, momentOf, Notice, Sheet, Skeleton } from '@firsthand/ui'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import type { PanelSheetProps } from '../../shell/panel-screen.tsx'
import { panelSheetStyles } from '../../shell/sheet.css.ts'
import type { Words } from '../../words/en.ts'

/** "What Ada sees about you": the very answer the owner reads. */
export function FactsSheet({ model, words, owner, onBack }: PanelSheetProps): JSX.Element {
  const answer = useSignal<Result<PersonFacts> | null>(null)
  const read = (): void => {
    answer.value = null
    void model.client.readFacts().then((result) => (answer.value = result))
  }
  useLayoutEffect(read, [])
  return (
    <Sheet title={words.facts(owner)} closeLabel={words.pieces.back} onClose={onBack} styles={panelSheetStyles}>
      {!answer.value ? (
        <Skeleton label={words.pieces.loading} lines={6} />
      ) : !answer.value.ok ? (
        <Notice actions={<Button onClick={read}>{words.pieces.tryAgain}</Button>}>{words.factsFailed}</Notice>
      ) : (
        <>
          <p class="fh-muted">{words.factsHint(owner)}</p>
          <dl class="fh-facts">
            {listFacts(answer.value.value, words).map(([name, value]) => (
              <div key={name}>
                <dt class="fh-small fh-muted">{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Sheet>
  )
}

/** The facts as lines, in the reader's own words and zone. */
export function listFacts(facts: PersonFacts, { fact, pieces: { locale } }: Words): [string, string][] {
  const { person, firstMessageAt, locale: spoken, page, conversations } = facts
  return [
    [fact.name, cleanName(person.name, fact.noName)],
    [fact.since, firstMessageAt === null ? fact.never : momentOf(firstMessageAt, locale)],
    [fact.language, (spoken && nameLanguage(spoken, locale)) ?? fact.unknown],
    [fact.page, page ? `${cleanName(page.title, '')} ${page.url}`.trim() : fact.noPage],
    [fact.conversations, conversations.toLocaleString(locale)],
  ]
}

function nameLanguage(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    // Not a language tag at all: as it was reported.
    return tag
  }
}
