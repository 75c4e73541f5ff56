import type { JSX } from 'preact'
import { IconButton } from '@firsthand/ui'
import { useAction } from '../keys/use-action.ts'
import { english as words } from '../words/english.ts'
import { useConsole } from './console-context.ts'
import { crossIcon } from './icons.ts'

/** What has just happened, with the way to undo it. Stays in place for screen readers to notice the words change. */
export function NoticeLine(): JSX.Element {
  const { notices } = useConsole()
  const undo = useAction('undo')
  const notice = notices.shown.value
  return (
    <div class="c-notices" role="status" aria-live="polite">
      {notice && (
        <div class="c-notice">
          <span>{notice.text}</span>
          {notice.act && (
            <button type="button" class="c-notice-act" aria-keyshortcuts={undo.keys} onClick={() => notices.act()}>
              {notice.act.label}
              {undo.keys && <kbd aria-hidden="true">{undo.keys}</kbd>}
            </button>
          )}
          <IconButton icon={crossIcon} label={words.dismiss} onClick={() => notices.dismiss()} />
        </div>
      )}
    </div>
  )
}
