import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { createClient } from '@firsthand/client'
import { accentTokens, adoptStyles, pieceSheet } from '@firsthand/ui'
import { createConsole, type Console } from './create-console.ts'
import { createRouter } from './navigation/router.ts'
import { createSessionEndpoint } from './session/session-endpoint.ts'
import { SessionScreen } from './session/session-screen.tsx'
import { createSession, type SessionState } from './session/session.ts'
import { takeSignInToken } from './session/take-sign-in-token.ts'
import { App } from './shell/app.tsx'
import { conversationStyles } from './styles/conversation.css.ts'
import { groundStyles } from './styles/ground.css.ts'
import { inboxStyles } from './styles/inbox.css.ts'
import { overStyles } from './styles/over.css.ts'
import { sideStyles } from './styles/side.css.ts'
import { english as words } from './words/english.ts'

// Refusals that mean: whoever was signed in no longer is.
const ENDING: ReadonlySet<string> = new Set(['session-required', 'credential-revoked'])

// Before anything else can look at the address.
const token = takeSignInToken(window)

const root = document.getElementById('console')
if (!root) throw new Error('The page has no place for the console.')
root.className = 'fh'
adoptStyles(document, pieceSheet, `.fh{${accentTokens(null)}}`, groundStyles, sideStyles, inboxStyles, conversationStyles, overStyles)

const session = createSession(
  createSessionEndpoint((input, init) => fetch(input, init)),
  token,
)
const router = createRouter(window)
let hadLink = token !== null
addEventListener('hashchange', () => {
  const another = takeSignInToken(window)
  if (another === null) return
  hadLink = true
  void session.use(another)
})

/** Draws what the session's state asks for; returns what ends it. */
function show(state: SessionState, place: Element): (() => void) | undefined {
  if (state.state !== 'signed-in') {
    render(<SessionScreen session={session} hadLink={hadLink} />, place)
    return undefined
  }
  const { member, linkWasSpent } = state
  const client = createClient({
    relay: location.origin,
    identity: { as: 'member', person: member.person.id },
    locale: navigator.language,
  })
  const console: Console = createConsole({ member, client, router, view: window, endSession: session.leave })
  if (linkWasSpent) console.notices.show({ text: words.session.spentButIn(member.person.name ?? words.you) })
  const watching = effect(() => {
    const connection = client.connection.value
    if (connection.state === 'refused' && ENDING.has(connection.failure.code)) session.ended()
  })
  render(<App console={console} />, place)
  return () => {
    watching()
    void console.close()
  }
}

effect(() => {
  const state = session.state.value
  // What is drawn follows signals of its own; only the session decides what is drawn at all.
  return untracked(() => show(state, root))
})
void session.begin()
