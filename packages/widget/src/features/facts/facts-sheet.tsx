import type { PersonFacts, Result } from '@firsthand/protocol'
import { Button, FactList, Notice, Sheet, Skeleton } from '@firsthand/ui'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import type { PanelSheetProps } from '../../shell/sheets.tsx'
import { panelSheetStyles } from '../../shell/sheet.css.ts'

/** "What Ada sees about you": the very answer the owner reads. */
export function FactsSheet({ model, words, talk, owner, onBack }: PanelSheetProps): JSX.Element {
  const answer = useSignal<Result<PersonFacts> | null>(null)
  const read = (): void => {
    answer.value = null
    void model.client.readFacts().then((result) => (answer.value = result))
  }
  useLayoutEffect(read, [])
  return (
    <Sheet title={talk.factsTitle(owner)} closeLabel={talk.timeline.back} onClose={onBack} styles={panelSheetStyles}>
      {!answer.value ? (
        <Skeleton label={words.loading} lines={6} />
      ) : !answer.value.ok ? (
        <Notice actions={<Button onClick={read}>{talk.timeline.tryAgain}</Button>}>{talk.factsFailed}</Notice>
      ) : (
        <>
          <p class="fh-muted">{talk.factsHint(owner)}</p>
          <FactList facts={answer.value.value} words={talk.facts} />
        </>
      )}
    </Sheet>
  )
}
