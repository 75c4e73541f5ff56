import type { ClientEvents } from '@firsthand/client'

/** What went wrong, as the browser's console says it too where it is for whoever set the page up. */
export interface WidgetError {
  /** A failure's code, or `blocked-by-policy`, `relay-unreachable`, `panel-unavailable`, `site-fixed`. */
  code: string
  message: string
}

/** Everything a host page can listen to. No event carries what was said. */
export interface WidgetEvents extends Omit<ClientEvents, 'error'> {
  /** The panel can be opened. */
  ready: undefined
  opened: undefined
  closed: undefined
  error: WidgetError
}
