import type { JSX } from 'preact'
import { Dialog } from '@firsthand/ui'
import { useConsole } from '../shell/console-context.ts'
import { Switch } from '../shell/switch.tsx'
import { english as words } from '../words/english.ts'
import type { Action } from './actions.ts'
import { shownKeys } from './use-action.ts'

const GROUPS = ['about', 'conversation', 'console'] as const

/** Every key there is, and the switch for the lone letters. */
export function KeysSheet(): JSX.Element {
  const { actions, overlay, letterKeys } = useConsole()
  const close = (): void => {
    overlay.value = 'none'
  }
  return (
    <Dialog title={words.keys.title} closeLabel={words.close} onClose={close}>
      <div class="c-keys">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.actionGroups[group]}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map((action) => (
                  <KeyLine key={action.id} action={action} />
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div class="c-keys-letters">
        <div>
          <p>{words.keys.letters}</p>
          <p class="fh-small fh-muted">{words.keys.lettersHint}</p>
        </div>
        <Switch label={words.keys.letters} on={letterKeys.chosen.value} onChange={(on) => letterKeys.choose(on)} />
      </div>
    </Dialog>
  )
}

function KeyLine({ action }: { action: Action }): JSX.Element {
  const { letterKeys } = useConsole()
  const working = shownKeys(action, letterKeys.chosen.value)
  return (
    <div data-off={working.length === 0 ? '' : undefined}>
      <dt>{action.label()}</dt>
      <dd>
        {shownKeys(action, true).map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  )
}
