/** What the page knows of itself that a connection should know too. Where there is no page, nothing is ever said. */
export interface WakeHints {
  /** Whether somebody may be looking. */
  visible(): boolean
  /** Starts listening; returns its end. */
  listen(on: WakeEvents): () => void
}

/** Moments of a page's life. */
export interface WakeEvents {
  /** The network is back, the page came to sight, or another tab wrote something: a good moment to look again. */
  awake(): void
  /** The page leaves, perhaps into the back/forward cache, which takes no page with an open connection. */
  hidden(): void
}

/** The hints of a browser's page; silent elsewhere. */
export const pageHints: WakeHints = {
  visible: () => typeof document === 'undefined' || document.visibilityState === 'visible',
  listen({ awake, hidden }) {
    if (typeof addEventListener === 'undefined' || typeof document === 'undefined') return () => {}
    const seen = (): void => {
      if (document.visibilityState === 'visible') awake()
    }
    // The widget's mark in the site's storage; what else a site keeps there says nothing to us.
    const wrote = (event: Event): void => {
      if ((event as StorageEvent).key?.startsWith('firsthand:')) awake()
    }
    const pairs: [EventTarget, string, (event: Event) => void][] = [
      [globalThis, 'storage', wrote],
      [globalThis, 'online', awake],
      [globalThis, 'pageshow', awake],
      [globalThis, 'pagehide', hidden],
      [document, 'visibilitychange', seen],
    ]
    for (const [target, name, handler] of pairs) target.addEventListener(name, handler)
    return () => {
      for (const [target, name, handler] of pairs) target.removeEventListener(name, handler)
    }
  },
}
