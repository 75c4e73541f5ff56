import { alertIcon, Button, Notice, Sheet } from '@firsthand/ui'
import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import type { PanelSheetProps } from '../../shell/sheets.tsx'
import { panelSheetStyles } from '../../shell/sheet.css.ts'

/** Ends this identity on this device. It cannot be taken back, so it says first what that means. */
export function ForgetSheet({ model, talk, owner, onBack }: PanelSheetProps): JSX.Element {
  const state = useSignal<'asking' | 'busy' | 'failed'>('asking')
  const forget = async (): Promise<void> => {
    state.value = 'busy'
    const result = await model.client.forget()
    if (result.ok) model.begin()
    else state.value = 'failed'
  }
  return (
    <Sheet title={talk.forgetTitle} closeLabel={talk.timeline.back} onClose={onBack} styles={panelSheetStyles}>
      <p>{talk.forgetText(owner)}</p>
      {state.value === 'failed' && (
        <Notice look="danger" icon={alertIcon}>
          {talk.forgetFailed}
        </Notice>
      )}
      <div class="fh-actions">
        <Button look="danger" disabled={state.value === 'busy'} onClick={() => void forget()}>
          {talk.forgetDo}
        </Button>
        <Button onClick={onBack}>{talk.forgetKeep}</Button>
      </div>
    </Sheet>
  )
}
