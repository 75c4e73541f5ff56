import type { JSX } from 'preact'
import { Button, EmptyState } from '@firsthand/ui'
import { useConsole } from '../shell/console-context.ts'
import { english as words } from '../words/english.ts'

/** The list could not be had: what happened, and what happens next. */
export function InboxFailed(): JSX.Element {
  const { client } = useConsole()
  const again = (): void => {
    client.disconnect()
    client.connect()
  }
  return (
    <EmptyState title={words.inbox.failed}>
      <p>{words.inbox.failedHint}</p>
      <Button onClick={again}>{words.retry}</Button>
    </EmptyState>
  )
}
