import type { JSX } from 'preact'
import type { Console } from '../create-console.ts'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { InboxPane } from '../inbox/inbox-pane.tsx'
import { KeysSheet } from '../keys/keys-sheet.tsx'
import { Palette } from '../palette/palette.tsx'
import { AboutPane } from '../people/about-pane.tsx'
import { ConsoleProvider } from './console-context.ts'
import { Me } from './me.tsx'
import { NoticeLine } from './notice-line.tsx'
import { NotificationOffer, StandingLines } from './standing-lines.tsx'

/** The whole console of somebody who is signed in: three panes, of which a smaller screen shows two or one. */
export function App({ console }: { console: Console }): JSX.Element {
  const { at } = console.router.route.value
  const overlay = console.overlay.value
  return (
    <ConsoleProvider value={console}>
      <div class="c-panes" data-at={at}>
        <div class="c-side">
          <Me />
          <StandingLines />
          <InboxPane />
          <NotificationOffer />
        </div>
        <ConversationPane />
        <AboutPane />
      </div>
      <NoticeLine />
      {overlay === 'keys' && <KeysSheet />}
      {overlay === 'palette' && <Palette />}
    </ConsoleProvider>
  )
}
