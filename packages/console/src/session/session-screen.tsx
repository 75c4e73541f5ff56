import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button, Spinner } from '@firsthand/ui'
import { Logo } from '../shell/logo.tsx'
import { english as words } from '../words/english.ts'
import type { Session, SessionState } from './session.ts'

/** What stands on screen while nobody is signed in. */
export function SessionScreen({ session, hadLink }: { session: Session; hadLink: boolean }): JSX.Element {
  const state = session.state.value
  if (state.state === 'checking' || state.state === 'signing-in') {
    return (
      <Page>
        <Spinner label={state.state === 'checking' ? words.session.checking : words.session.signingIn} />
      </Page>
    )
  }
  const [title, text] = sentences(state, hadLink)
  return (
    <Page>
      <h1 class="fh-title">{title}</h1>
      <p class="fh-muted">{text}</p>
      {state.state === 'unreachable' && (
        <Button look="primary" onClick={() => void session.begin()}>
          {words.retry}
        </Button>
      )}
    </Page>
  )
}

function sentences(state: SessionState, hadLink: boolean): [title: string, text: string] {
  const say = words.session
  if (state.state !== 'signed-out') return [say.unreachableTitle, hadLink ? say.unreachable : say.unreachablePlain]
  return {
    'no-session': [say.noSessionTitle, say.noSession] as [string, string],
    'link-spent': [say.spentTitle, say.spent] as [string, string],
    left: [say.leftTitle, say.left] as [string, string],
    ended: [say.endedTitle, say.ended] as [string, string],
  }[state.because]
}

function Page({ children }: { children: ComponentChildren }): JSX.Element {
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [children])
  return (
    <main class="c-session" tabIndex={-1} ref={page}>
      <Logo />
      {children}
    </main>
  )
}
