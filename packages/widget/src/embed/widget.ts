import type { OpenRequest, WidgetOptions } from './options.ts'
import type { WidgetEvents } from './widget-events.ts'

/** A widget on a page. */
export interface Widget {
  /** Opens the panel, and puts the focus into its composer. */
  open(request?: OpenRequest): void
  close(): void
  /** Opens the panel on a new conversation with this text in the composer; the visitor sends it or does not. */
  ask(text: string, request?: OpenRequest): void
  /** Shows the launcher again. */
  show(): void
  /** Takes the launcher out of sight; the page's own buttons still open the panel. */
  hide(): void
  /** Changes what was said at `boot` or `mount`; the rest stays. */
  update(options: Partial<WidgetOptions>): void
  /** Listens to what happens; the returned function stops it. */
  on<Name extends keyof WidgetEvents>(name: Name, handler: (event: WidgetEvents[Name]) => void): () => void
  /** Calls back as soon as the panel can be opened, at once where it can be already. */
  ready(handler: () => void): void
  /** A log-out: ends this visitor's identity on this device and wipes what was kept. Not the same as a new conversation, which is `ask`. */
  forget(): void
}
