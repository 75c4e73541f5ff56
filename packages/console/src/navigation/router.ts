import { signal, type ReadonlySignal } from '@preact/signals'
import { formatRoute, readRoute, type Route } from './route.ts'

/** The address bar as a signal. */
export interface Router {
  readonly route: ReadonlySignal<Route>
  /** Goes there, as a new step of the history or in place of the present one. */
  go(route: Route, how?: 'push' | 'replace'): void
  /** Goes up to a route: back in the history where the step before was that one, otherwise in place. */
  leaveTo(route: Route): void
  close(): void
}

/** What a router needs of the window. */
export type RouterWindow = Pick<Window, 'history' | 'addEventListener' | 'removeEventListener'> & { location: Pick<Location, 'pathname'> }

/** Follows the window's address, and changes it without loading the page again. */
export function createRouter(view: RouterWindow): Router {
  const route = signal<Route>(readRoute(view.location.pathname))
  const follow = (): void => {
    route.value = readRoute(view.location.pathname)
  }
  const go = (next: Route, how: 'push' | 'replace' = 'push'): void => {
    const path = formatRoute(next)
    if (path === view.location.pathname) return
    if (how === 'push') view.history.pushState({ from: view.location.pathname }, '', path)
    else view.history.replaceState(view.history.state, '', path)
    follow()
  }
  view.addEventListener('popstate', follow)
  return {
    route,
    go,
    leaveTo(next) {
      const state: unknown = view.history.state
      const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
      if (from === formatRoute(next)) view.history.back()
      else go(next, 'replace')
    },
    close: () => view.removeEventListener('popstate', follow),
  }
}
