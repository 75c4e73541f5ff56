import type { OpenRequest, WidgetOptions } from './options.ts'
import type { WidgetEvents } from './widget-events.ts'

/**
 * `window.firsthand`, the verb function of the script tag. Calls made before the script is there are kept, in their order, by these lines of
 * the page's own, and answered with nothing:
 *
 * ```js
 * window.firsthand ||= Object.assign((...call) => firsthand.q.push(call), { q: [] })
 * ```
 */
export interface FirsthandVerbs {
  /** Puts the widget into the page; a second time, the same as `update`. A tag that carries `data-site` boots by itself. */
  (verb: 'boot', options?: Partial<WidgetOptions>): void
  (verb: 'update', options: Partial<WidgetOptions>): void
  (verb: 'open', request?: OpenRequest): void
  (verb: 'ask', text: string, request?: OpenRequest): void
  /** `shutdown` leaves nothing behind: no node, listener, timer or socket. `forget` is a log-out. */
  (verb: 'close' | 'show' | 'hide' | 'forget' | 'shutdown'): void
  (verb: 'ready', handler: () => void): void
  /** Listens to what happens; the returned function stops it. */
  <Name extends keyof WidgetEvents>(verb: 'on', name: Name, handler: (event: WidgetEvents[Name]) => void): () => void
  /** Calls that wait for the script; it takes them out. */
  q?: [verb: string, ...rest: unknown[]][]
}

declare global {
  interface Window {
    /** Only where the script tag is on the page, or the page's own stand-in for it. */
    firsthand?: FirsthandVerbs
  }
}
