import { attend } from './embed/attend.ts'
import { launch } from './embed/launch.ts'
import type { WidgetOptions } from './embed/options.ts'
import type { Shell } from './embed/shell.ts'
import { whenParsed } from './embed/when-parsed.ts'
import type { Widget } from './embed/widget.ts'

/** What {@link mount} is told. */
export interface MountOptions extends WidgetOptions {
  /** The relay's address, such as `https://relay.example`. */
  relay: string
}

/** A mounted widget, and its way out. */
export interface MountedWidget extends Widget {
  /** Takes everything away: nodes, listeners, timers, the socket. */
  unmount(): void
}

/**
 * Puts the widget into this page: the same launcher and panel as the script tag's, by import. The panel is a chunk of its own that your
 * bundler splits off, loaded when somebody is about to open it. One on a page; `unmount` it before another.
 *
 * @throws Error where there is no document: call it in the browser, not while rendering on a server
 * @example
 * const widget = mount({ relay: 'https://relay.example', site: 'acme', subject: 'pricing-api' })
 * widget.on('message-sent', () => analytics.track('asked the maker'))
 */
export function mount({ relay, ...options }: MountOptions): MountedWidget {
  if (typeof document === 'undefined')
    throw new Error('mount() draws into a page: call it in the browser, not while rendering on a server.')
  const ended = new AbortController()
  const launched = Promise.withResolvers<Shell>()
  const start = (): void => {
    if (ended.signal.aborted) return
    const shell = launch(relay.replace(/\/+$/, ''), options, () => Promise.resolve({ attend }))
    ended.signal.addEventListener('abort', () => shell.end())
    launched.resolve(shell)
  }
  whenParsed(start)

  const call = (...[verb, ...rest]: Parameters<Shell['call']>): (() => void) => {
    const undo = launched.promise.then((shell) => (ended.signal.aborted ? () => {} : shell.call(verb, ...rest)))
    return () => void undo.then((act) => act())
  }
  return {
    open: (request) => void call('open', request),
    close: () => void call('close'),
    ask: (text, request) => void call('ask', text, request),
    show: () => void call('show'),
    hide: () => void call('hide'),
    update: (changes) => void call('update', changes),
    on: (name, handler) => call('on', name, handler),
    ready: (handler) => void call('ready', handler),
    forget: () => void call('forget'),
    unmount: () => ended.abort(),
  }
}
