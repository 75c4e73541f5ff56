import { CARD_PATH, type SubjectCard } from '@firsthand/protocol'
import type { Attendant } from './attendant.ts'
import { launcherStyle } from './launcher-style.ts'
import type { WidgetOptions } from './options.ts'
import type { LoadAttendant, Shell } from './shell.ts'

/**
 * Puts the launcher into the page at once, and the owner's face onto it as soon as their card is there. It runs on every page, so each byte counts:
 * what an ordinary page does not need before somebody shows an intent is the attendant's, loaded when it is wanted. No cookie, nothing
 * stored, no socket.
 *
 * Call it when the document is parsed: the page's own words on its subject stand in its head.
 */
export function launch(relay: string, options: WidgetOptions, load: LoadAttendant): Shell {
  const life = new AbortController()
  const { signal } = life
  const host = document.createElement('firsthand-root')
  const root = host.attachShadow({ mode: 'open' })
  const button = document.createElement('button')
  const sheet = new CSSStyleSheet()
  const find = (selector: string): Record<string, string> => (document.querySelector(selector) || {}) as Record<string, string>
  const listen = (target: EventTarget, type: string, handler: (event: Event) => void): void =>
    target.addEventListener(type, handler, { capture: true, signal })
  const subject = options.subject || find('meta[name="firsthand:subject"]')['content']
  let attending: Promise<Attendant> | undefined
  let presence: ReturnType<typeof setTimeout>

  const shell: Shell = {
    relay,
    host,
    button,
    signal,
    options,
    // Query and hash go: tokens hide there.
    query: { ...(subject && { subject }), url: (find('link[rel=canonical]')['href'] || location.href).replace(/[?#].*/, '') },
    call(verb, ...rest) {
      const done = (attending ??= load().then((module) => module.attend(shell))).then(
        (attendant) => (attendant[verb] as (...rest: unknown[]) => unknown)(...rest),
        () => {
          // The relay cannot be had at all: what the page itself names is better than a dead button.
          attending = undefined
          if (verb === 'click' && options.contact) location.href = options.contact
        },
      )
      return () => done.then((undo) => (undo as () => void)())
    },
    draw({ owner: { faceData, name }, subject, availability: { hereUntil }, at, site }) {
      button.style.color = `var(--firsthand-accent, ${options.accent || site.accent})`
      // Decoded by hand: neither `img-src` nor `connect-src` of the page has a say in it.
      if (faceData)
        void createImageBitmap(new Blob([Uint8Array.from(atob(faceData.split(',')[1]!), (byte) => byte.charCodeAt(0))])).then((face) => {
          const canvas = document.createElement('canvas')
          canvas.getContext('2d')!.drawImage(face, 0, 0, 300, 150)
          button.replaceChildren(canvas)
        })
      else button.textContent = name![0]!
      button.ariaLabel = `Talk to ${name} about ${subject.title}`
      button.dataset['here'] = hereUntil ? 'y' : ''
      clearTimeout(presence)
      presence = setTimeout(() => delete button.dataset['here'], hereUntil ? hereUntil - at : 60_000)
    },
    end() {
      life.abort()
      clearTimeout(presence)
      host.remove()
    },
  }

  sheet.replaceSync(launcherStyle)
  root.adoptedStyleSheets = [sheet]
  if (!options.launcher) root.append(button)
  Object.assign(host.dataset, options)
  button.id = (button.part as unknown as { value: string }).value = 'launcher'
  button.dataset['firsthandOpen'] = button.ariaLabel = 'Talk'
  document.documentElement.append(host)

  for (const type of ['pointerover', 'focus', 'click'])
    listen(document, type, (event) => {
      const opener = event.composedPath().find((node) => (node as HTMLElement).dataset?.['firsthandOpen'] != null)
      if (opener) shell.call(event.type as 'click', opener, event.preventDefault())
    })
  const look = (moved?: Event): unknown => shell.call('look', moved)
  // English is spoken here already; a conversation that is linked to, or under way, is the attendant's.
  if (window.navigation && /^en(?!.*#firsthand)/.test((options.locale || navigator.language) + location.hash))
    listen(navigation, 'currententrychange', look)
  else look()
  try {
    if (localStorage[`firsthand:${options.site}`]) look()
  } catch {
    // No storage here, so nothing under way either.
  }
  fetch(`${relay}${CARD_PATH}?${new URLSearchParams({ site: options.site, ...shell.query })}`, { signal })
    .then(async (response) => {
      const card = (await response.json()) as SubjectCard
      if (!response.ok) throw card
      shell.draw((shell.card = card))
    })
    .catch((error: unknown) => shell.call('mend', error))
  return shell
}
