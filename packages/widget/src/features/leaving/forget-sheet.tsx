import { alertIcon, Button, Notice, Sheet } from '@firsthand/ui'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import type { PanelSheetProps } from '../../shell/sheets.tsx'
import { panelSheetStyles } from '../../shell/sheet.css.ts'

/** Ends this identity on this device. It cannot be taken back, so it says first what that means. */
export function ForgetSheet({ model, talk, owner, onBack }: PanelSheetProps): JSX.Element {
  const busy = useSignal(false)
  const unsent = model.client.unsent.value
  const forget = async (): Promise<void> => {
    busy.value = true
    // Forgotten here whether the relay could be told or not: nobody holds the secret any more.
    await model.client.forget()
    model.begin()
  }
  return (
    <Sheet title={talk.forgetTitle} closeLabel={talk.timeline.back} onClose={onBack} styles={panelSheetStyles}>
      <p>{talk.forgetText(owner)}</p>
      {unsent > 0 && (
        <Notice icon={alertIcon} look="warn">
          {talk.forgetUnsent(unsent)}
        </Notice>
      )}
      <div class="fh-actions">
        <Button look="danger" disabled={busy.value} onClick={() => void forget()}>
          {talk.forgetDo}
        </Button>
        <Button onClick={onBack}>{talk.forgetKeep}</Button>
      </div>
    </Sheet>
  )
}
