import { cleanName } from '@firsthand/ui'
import type { OtherWay } from '@firsthand/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ConversationScreen } from '../features/chat/conversation-screen.tsx'
import type { Words } from '../words/en.ts'
import { Header } from './header.tsx'
import { loadLater, type LaterState } from './load-later.ts'
import type { PanelModel } from './panel-model.ts'
import { useFocusReturn } from './use-focus-return.ts'

/** What the panel is drawn from. */
export interface PanelScreenProps {
  model: PanelModel
  words: Words
  /** The relay's address without a trailing slash: faces stand below it. */
  relay: string
  theme: ReadonlySignal<'light' | 'dark' | 'auto'>
  /** Asked for by the button and by Esc; whoever opened it takes the focus back. */
  onClose(): void
  /** Other ways to reach the site, for when its card cannot be had either. */
  ways?: readonly OtherWay[]
}

/** The panel: a dialog beside the page, which stays usable. Adopt `panelSheet` and the accent's tokens into the root it is drawn in. */
export function PanelScreen({ model, words, relay, theme, onClose, ways = [] }: PanelScreenProps): JSX.Element {
  const panel = useRef<HTMLElement>(null)
  const [later, setLater] = useState<LaterState>(null)
  const rest = later === 'failed' ? null : later
  // What could not be fetched is fetched as soon as the relay is there again.
  const again = later === 'failed' && model.client.connection.value.state === 'online'
  useLayoutEffect(() => {
    let wanted = true
    void loadLater(words, panel.current!).then((loaded) => wanted && setLater(loaded))
    return () => {
      wanted = false
    }
  }, [words, again])
  useLayoutEffect(() => rest?.fitViewport(panel.current!), [rest])
  const { sheet } = model
  useFocusReturn(model, panel)
  const owner = cleanName(model.card.value?.owner.name, '') || null
  const { conversation } = model.shown.value
  const first = conversation.timeline.value.length === 0
  return (
    <section
      ref={panel}
      class="fh fh-panel"
      part="panel"
      role="dialog"
      aria-label={words.panel(owner)}
      lang={words.locale}
      dir={words.dir}
      data-theme={theme.value}
      hidden={!model.visible.value}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) onClose()
      }}
    >
      <div class={`fh-stack ${first ? 'fh-fresh' : ''}`} inert={sheet.value !== null}>
        <Header model={model} owner={owner} first={first} words={words} later={rest} onClose={onClose} />
        {rest && <rest.ConnectionLine model={model} ways={ways} talk={rest.talk} />}
        <ConversationScreen key={conversation.id} model={model} owner={owner} words={words} relay={relay} later={later} />
      </div>
      {rest && (
        <rest.Sheets
          model={model}
          words={words}
          talk={rest.talk}
          owner={owner ?? rest.talk.somebody}
          relay={relay}
          onBack={() => (sheet.value = null)}
        />
      )}
    </section>
  )
}
