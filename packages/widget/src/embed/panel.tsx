import { createDeferredClient, type Client, type ClientEvents } from '@firsthand/client'
import type { OtherWay, Page, SubjectCard, SubjectQuery } from '@firsthand/protocol'
import { accentTokens, adoptStyles } from '@firsthand/ui'
import { batch, effect, signal } from '@preact/signals'
import { render } from 'preact'
import { createPanelModel, loadWords, PanelScreen, panelSheet, pickLanguage, type Language } from '../shell/index.ts'
import type { OpenRequest, WidgetOptions } from './options.ts'
import { panelStyle } from './panel-style.ts'
import type { Shell } from './shell.ts'
import { transports } from './transports.ts'
import { underwayMark } from './underway-mark.ts'
import type { WidgetEvents } from './widget-events.ts'

/** The panel as the launcher's side knows it. */
export interface Panel {
  /** Connects without opening, to hear of what is unread. */
  connect(): void
  open(request: OpenRequest): void
  close(): void
  /** Options, page or card have changed. */
  update(): void
  forget(): Promise<void>
}

type Emit = <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void

/** Makes the panel, out of sight and without a connection: somebody may be about to want it. All of it ends with the shell. */
export async function createPanel(shell: Shell, emit: Emit): Promise<Panel> {
  const { relay, host, button } = shell
  const root = host.shadowRoot!
  let language = languageOf(shell.options)
  let words = await loadWords(language)
  // What was just loaded took its share of the page's time: the page goes first now.
  await new Promise((resolve) => setTimeout(resolve))
  shell.signal.throwIfAborted()

  const client = createDeferredClient({
    relay,
    identity: { as: 'visitor', site: shell.options.site },
    locale: shell.options.locale || navigator.language,
    ...(transports && { transports }),
  })
  const query = signal<SubjectQuery>(shell.query)
  const page = signal<Page>(readPage(shell))
  const card = signal<SubjectCard | null>(shell.card ?? null)
  const theme = signal(shell.options.theme ?? 'auto')
  const model = createPanelModel({ client, query, page, card })
  const place = document.createElement('div')
  let opener: HTMLElement = button
  let pageQuery = shell.query

  const close = (): void => {
    if (!model.visible.value) return
    model.visible.value = false
    button.style.visibility = ''
    if (opener.isConnected) opener.focus()
    // Nothing begun: nothing to send, and nothing to hear of.
    if (client.you.value === null && client.unsent.value === 0) client.disconnect()
    emit('closed', undefined)
  }
  const draw = (): void => {
    adoptStyles(root, panelSheet, `.fh{${accentTokens(shell.options.accent || card.value?.site.accent)}}`, panelStyle)
    render(<PanelScreen model={model} words={words} relay={relay} theme={theme} onClose={close} ways={waysOf(shell.options)} />, place)
  }
  const ends = [
    effect(() => {
      const count = model.visible.value ? 0 : client.inbox.unread.value
      if (count > 0) button.dataset['unread'] = count > 99 ? '99+' : `${count}`
      else delete button.dataset['unread']
      shell.note = count > 0 ? words.unread(count) : undefined
      shell.name?.()
    }),
    ...forward(client, emit, shell.options.site),
  ]
  shell.signal.addEventListener('abort', () => {
    for (const end of ends) end()
    render(null, place)
    model.close()
    void client.close()
  })
  root.append(place)
  draw()

  const connect = (): void => {
    if (shell.signal.aborted) return
    client.connect()
    client.visit(page.value)
  }

  return {
    connect,
    open(request) {
      batch(() => {
        opener = request.opener ?? button
        query.value = request.subject ? { subject: request.subject, url: shell.query.url } : shell.query
        model.visible.value = true
        if (request.conversation) model.show(request.conversation)
        else if (request.text) model.begin(query.value, request.text)
      })
      // What is hidden takes no focus: only once it is drawn.
      queueMicrotask(() => model.wantsFocus.value++)
      button.style.visibility = 'hidden'
      // The composer first, then what it speaks through.
      requestAnimationFrame(() => setTimeout(connect))
      emit('opened', undefined)
    },
    close,
    update() {
      batch(() => {
        const moved = shell.query !== pageQuery
        if (moved) query.value = pageQuery = shell.query
        card.value = shell.card ?? null
        theme.value = shell.options.theme ?? 'auto'
        if (moved || page.value.title !== document.title) client.visit((page.value = readPage(shell)))
      })
      const wanted = languageOf(shell.options)
      if (wanted === language) return draw()
      language = wanted
      void loadWords(wanted).then((loaded) => {
        words = loaded
        draw()
      })
    },
    async forget() {
      underwayMark(shell.options.site).clear()
      close()
      await client.forget()
    },
  }
}

function languageOf({ locale }: WidgetOptions): Language {
  return pickLanguage(locale ? [locale] : navigator.languages)
}

function readPage({ query }: Shell): Page {
  return { url: query.url, title: document.title.slice(0, 200) }
}

function waysOf({ contact }: WidgetOptions): OtherWay[] {
  if (!contact) return []
  const address = contact.replace(/^mailto:/, '')
  return [address === contact ? { kind: 'link', url: contact, label: new URL(contact).host } : { kind: 'mail', address }]
}

/** Passes on what happens in the client, and marks that a conversation is under way. */
function forward(client: Client, emit: Emit, site: string): (() => void)[] {
  const pass = (name: keyof ClientEvents & keyof Omit<WidgetEvents, 'error'>): (() => void) =>
    client.on(name, (event: WidgetEvents[typeof name]) => emit(name, event))
  const mark = underwayMark(site)
  let known = false
  return [
    pass('message-sent'),
    pass('message-received'),
    pass('conversation-started'),
    pass('unread'),
    pass('resolved'),
    client.on('message-sent', () => mark.set('sent')),
    // Another page has to send what this one could not.
    effect(() => {
      if (client.unsent.value > 0 && !client.you.value) mark.set('unsent')
    }),
    effect(() => {
      const { value: you } = client.you
      if (known && !you) mark.clear()
      known = you !== null
    }),
    client.on('error', ({ code, message }) => emit('error', { code, message })),
  ]
}
