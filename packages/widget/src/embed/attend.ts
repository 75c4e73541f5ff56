import { CARD_PATH, type Failure, type SubjectCard } from '@firsthand/protocol'
import type { Attendant } from './attendant.ts'
import { explainRefusal, explainViolation } from './explain.ts'
import { nameLauncher } from './launcher-words.ts'
import { offerWays } from './offer-ways.ts'
import type { OpenRequest } from './options.ts'
import { createSubjectReader } from './page-subject.ts'
import type { Panel } from './panel.tsx'
import { createRetry } from './retry.ts'
import type { Shell } from './shell.ts'
import { watchPage } from './watch-page.ts'
import type { WidgetError, WidgetEvents } from './widget-events.ts'

/** Does for the launcher whatever an ordinary page does not need before somebody shows an intent. */
export function attend(shell: Shell): Attendant {
  const { relay, host, button, signal, draw } = shell
  // Asked for, and ended before it came: then there is nothing to attend to.
  signal.throwIfAborted()
  const said = new Set<string>()
  const readSubject = createSubjectReader()
  const retry = createRetry(signal, (error) => (error as Failure).retryable === false)
  let permalink: string | undefined
  let making: Promise<Panel> | undefined
  let panel: Panel | undefined
  let ways: HTMLElement | undefined

  const emit = <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]): void =>
    void host.dispatchEvent(new CustomEvent(name, { detail }))
  const fail = ({ code, message }: WidgetError): void => {
    if (signal.aborted || said.has(message)) return
    said.add(message)
    // eslint-disable-next-line no-console -- where a wrong set-up is told to whoever set it up
    console.error('[firsthand]', message)
    emit('error', { code, message })
  }

  const name = (): void => {
    const { options, card, note } = shell
    const named = card ? nameLauncher(options.locale || navigator.language, card.owner.name ?? '', card.subject.title) : 'Talk'
    button.ariaLabel = note ? `${named}, ${note}` : named
  }
  const dress = (): void => {
    const { options, card } = shell
    Object.assign(host.dataset, { position: options.position ?? '', theme: options.theme ?? '' })
    if (options.launcher === 'hidden') button.remove()
    else if (!button.isConnected) host.shadowRoot!.prepend(button)
    if (card) draw(card)
    name()
    panel?.update()
  }
  shell.draw = dress
  shell.name = name

  const addressOf = (): string => `${relay}${CARD_PATH}?${new URLSearchParams({ site: shell.options.site, ...shell.query })}`
  const readCard = async (): Promise<void> => {
    const address = addressOf()
    try {
      await retry(async () => {
        const response = await fetch(address, { signal })
        const answer = (await response.json()) as SubjectCard
        if (!response.ok) throw answer
        if (address !== addressOf()) return
        shell.card = answer
        dress()
      })
    } catch (error) {
      if (address !== addressOf()) return
      // Rather nobody's face than that of another page's owner.
      button.replaceChildren()
      delete button.dataset['here']
      const refusal = error as Failure
      fail(
        refusal.code
          ? explainRefusal(refusal, shell.options.site, origin)
          : { code: 'relay-unreachable', message: `${relay} does not answer. It is tried again when somebody opens the panel.` },
      )
    }
  }

  const look = (moved?: Event): void => {
    const query = readSubject(shell.options.subject, (moved as NavigationCurrentEntryChangeEvent | undefined)?.from.url ?? undefined)
    const conversation = /^#firsthand=([\w-]+)$/.exec(location.hash)?.[1]
    if (query.url !== shell.query.url || query.subject !== shell.query.subject) {
      shell.query = query
      shell.card = undefined
      void readCard()
    }
    panel?.update()
    if (conversation !== permalink && (permalink = conversation)) open({ conversation })
  }

  const make = (): Promise<Panel> =>
    (making ??= retry(async () => (await import('./panel.tsx')).createPanel(shell, emit)).then(
      (made) => {
        ways?.remove()
        return (panel = made)
      },
      (error: unknown) => {
        making = undefined
        throw error
      },
    ))
  const open = (request: OpenRequest = {}): void =>
    void make().then(
      (panel) => panel.open(request),
      () => {
        if (signal.aborted) return
        fail({ code: 'panel-unavailable', message: `The panel cannot be loaded from ${relay}.` })
        ways?.remove()
        ways = offerWays(host.shadowRoot!, shell.card?.site.otherWays ?? [], shell.options.contact)
      },
    )
  // Made out of sight before the click: what is left for that is to show it.
  const prefetch = (): void => void make().catch(() => undefined)
  const update: Attendant['update'] = (options) => {
    const { site } = shell.options
    shell.options = { ...shell.options, ...options }
    if (shell.options.site !== site) fail({ code: 'site-fixed', message: 'Another site needs `shutdown` and `boot`.' })
    look()
    dress()
  }

  document.addEventListener(
    'securitypolicyviolation',
    (event) => {
      const found = explainViolation(event, relay)
      if (found) fail(found)
    },
    { signal },
  )
  document.addEventListener(
    'keydown',
    (event) => {
      const opener = event
        .composedPath()
        .find((node): node is HTMLElement => node instanceof HTMLElement && 'firsthandOpen' in node.dataset)
      // What is a control by itself makes its own click of a key.
      if (!opener || opener.matches('a,button,input,summary') || !/^( |Enter)$/.test(event.key)) return
      event.preventDefault()
      opener.click()
    },
    { capture: true, signal },
  )
  watchPage(look, signal)
  dress()
  // Not before what this was loaded for: that may know better where the page came from.
  const readied = setTimeout(() => {
    look()
    emit('ready', undefined)
  })
  signal.addEventListener('abort', () => clearTimeout(readied))
  try {
    if (localStorage[`firsthand:${shell.options.site}`])
      void make().then(
        (panel) => panel.connect(),
        () => undefined,
      )
  } catch {
    // No storage here, so nothing under way either.
  }

  return {
    click: (opener) => open({ opener, subject: opener.dataset['firsthandSubject'] }),
    pointerover: prefetch,
    focus: prefetch,
    look,
    mend: (error) => {
      if (error.retryable === false) fail(explainRefusal(error as Failure, shell.options.site, origin))
      else void readCard()
    },
    boot: update,
    update,
    open,
    close: () => panel?.close(),
    ask: (text, request) => open({ ...request, text }),
    show: () => update({ launcher: undefined }),
    hide: () => update({ launcher: 'hidden' }),
    on(name, handler) {
      const heard = (event: Event): void => handler((event as CustomEvent<WidgetEvents[typeof name]>).detail)
      host.addEventListener(name, heard)
      return () => host.removeEventListener(name, heard)
    },
    ready: (handler) => handler(),
    forget: () => void make().then((panel) => panel.forget()),
  }
}
