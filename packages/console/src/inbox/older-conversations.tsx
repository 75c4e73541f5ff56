import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button, Spinner } from '@firsthand/ui'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'

/** The end of the list: older conversations come in when it is scrolled to, or by its button. */
export function OlderConversations(): JSX.Element | null {
  const { inbox } = useConsole().client
  const end = useRef<HTMLDivElement>(null)
  const older = inbox.older.value
  useEffect(() => {
    const element = end.current
    if (!element || older !== 'more' || typeof IntersectionObserver === 'undefined') return
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void inbox.loadOlder()
    })
    seen.observe(element)
    return () => seen.disconnect()
  }, [older])
  if (older === 'none' || inbox.state.value !== 'ready') return null
  return (
    <div class="c-older" ref={end}>
      {older === 'loading' ? (
        <Spinner label={words.inbox.loadingOlder} />
      ) : (
        <>
          {older === 'failed' && <p class="fh-small fh-muted">{words.inbox.olderFailed}</p>}
          <Button look="quiet" onClick={() => void inbox.loadOlder()}>
            {older === 'failed' ? words.retry : words.inbox.older}
          </Button>
        </>
      )}
    </div>
  )
}
