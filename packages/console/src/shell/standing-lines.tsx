import type { JSX } from 'preact'
import { useSignal } from '@preact/signals'
import { alertIcon, Button, FailureReference, Notice, Spinner } from '@firsthand/ui'
import { english as words } from '../words/english.ts'
import { pieceWords } from '../words/piece-words.ts'
import { useConsole } from './console-context.ts'
import { bellIcon, offlineIcon } from './icons.ts'

/** Calm lines about how things stand: the connection and the storage. Above the list, and where only the conversation has room, above that. */
export function StandingLines(): JSX.Element | null {
  const { client } = useConsole()
  const { state } = client.connection.value
  if ((state === 'online' || state === 'idle') && client.storage.value === 'kept') return null
  return (
    <div class="c-standing">
      <ConnectionLine />
      <StorageLine />
    </div>
  )
}

function ConnectionLine(): JSX.Element | null {
  const { client } = useConsole()
  const connection = client.connection.value
  const waiting = client.storage.value === 'kept' ? words.connection.waiting : words.connection.waitingInMemory
  if (connection.state === 'refused') {
    return (
      <Notice icon={alertIcon} look="danger">
        {words.connection.refused} <FailureReference failure={connection.failure} words={pieceWords} />
      </Notice>
    )
  }
  // The first moments of a start are no news; a second try is.
  if (connection.state === 'connecting' && connection.attempt > 1) {
    return (
      <div class="fh-notice fh-notice-warn fh-small" role="status">
        <Spinner label={words.connection.connecting} />
        <span>{waiting}</span>
      </div>
    )
  }
  if (connection.state !== 'waiting') return null
  const now = (): void => {
    client.disconnect()
    client.connect()
  }
  return (
    <Notice
      icon={offlineIcon}
      look="warn"
      actions={
        <Button look="quiet" onClick={now}>
          {words.connection.now}
        </Button>
      }
    >
      {waiting}
    </Notice>
  )
}

function StorageLine(): JSX.Element | null {
  const { client } = useConsole()
  if (client.storage.value === 'kept') return null
  return (
    <Notice icon={alertIcon} look="warn">
      {words.connection.memory}
    </Notice>
  )
}

/** Asked once, in a line that waits: the browser's own question comes only after a click on it. */
export function NotificationOffer(): JSX.Element | null {
  const { client, notifications, notificationsDeclined } = useConsole()
  const justAsked = useSignal(false)
  const ask = (): void => {
    justAsked.value = true
    void notifications.ask()
  }
  if (notifications.permission.value === 'denied' && justAsked.value) {
    return (
      <div class="c-offer">
        <Notice icon={bellIcon}>{words.notifications.denied}</Notice>
      </div>
    )
  }
  if (notifications.permission.value !== 'unasked' || notificationsDeclined.chosen.value) return null
  if (client.inbox.state.value !== 'ready') return null
  const actions = (
    <>
      <Button look="quiet" onClick={ask}>
        {words.notifications.turnOn}
      </Button>
      <Button look="quiet" onClick={() => notificationsDeclined.choose(true)}>
        {words.notifications.notNow}
      </Button>
    </>
  )
  return (
    <div class="c-offer">
      <Notice icon={bellIcon} actions={actions}>
        {words.notifications.offer}
      </Notice>
    </div>
  )
}
