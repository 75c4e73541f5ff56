import { cleanName } from '@firsthand/ui'
import type { OtherWay } from '@firsthand/protocol'
import { useSignal, type ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ConversationScreen } from '../features/chat/conversation-screen.tsx'
import type { Words } from '../words/en.ts'
import { describeConnection } from './connection-words.ts'
import { ConnectionLine } from './connection-line.tsx'
import { fitViewport } from './fit-viewport.ts'
import { Header } from './header.tsx'
import { loadLater, type Later } from './load-later.ts'
import type { PanelModel } from './panel-model.ts'

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
  const later = useSignal<Later | 'failed' | null>(null)
  useLayoutEffect(() => {
    const loading = loadLater(words, panel.current!.getRootNode() as ShadowRoot)
    const stop = loading.subscribe((is) => (later.value = is))
    const unfit = fitViewport(panel.current!)
    return () => {
      stop()
      unfit()
    }
  }, [])
  const onLine = useOnLine()
  const { sheet, client, visible } = model
  const card = model.card.value
  const owner = cleanName(card?.owner.name, '') || null
  const connection = describeConnection(client.connection.value, onLine, words)
  const first = model.shown.value.conversation.timeline.value.length === 0
  const rest = later.value === 'failed' ? null : later.value
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
      hidden={!visible.value}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) onClose()
      }}
    >
      <div class={`fh-stack ${first ? 'fh-fresh' : ''}`} inert={sheet.value !== null}>
        <Header model={model} card={card} owner={owner} first={first} words={words} later={rest} onClose={onClose} />
        {connection && (
          <ConnectionLine text={connection.text} ways={connection.stuck ? (card?.site.otherWays ?? ways) : []} words={words} />
        )}
        <ConversationScreen
          key={model.shown.value.conversation.id}
          model={model}
          card={card}
          owner={owner}
          words={words}
          relay={relay}
          later={later.value}
        />
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

function useOnLine(): boolean {
  const [onLine, setOnLine] = useState(navigator.onLine)
  useLayoutEffect(() => {
    const look = (): void => setOnLine(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return onLine
}
