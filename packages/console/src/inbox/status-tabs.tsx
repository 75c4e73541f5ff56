import type { JSX } from 'preact'
import type { Status } from '@firsthand/protocol'
import { useAction } from '../keys/use-action.ts'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'

/** Chooses between what is open and what is resolved. */
export function StatusTabs(): JSX.Element {
  return (
    <div class="c-choice" role="group" aria-label={words.conversations}>
      <Choice status="open" label={words.inbox.open} keys={useAction('showOpen').keys} />
      <Choice status="resolved" label={words.inbox.resolved} keys={useAction('showResolved').keys} />
    </div>
  )
}

function Choice({ status, label, keys }: { status: Status; label: string; keys: string | undefined }): JSX.Element {
  const { list } = useConsole()
  return (
    <button type="button" aria-pressed={list.shown.value === status} aria-keyshortcuts={keys} onClick={() => (list.shown.value = status)}>
      {label}
      <span class="fh-tip" aria-hidden="true">
        {label}
        {keys && <kbd>{keys}</kbd>}
      </span>
    </button>
  )
}
