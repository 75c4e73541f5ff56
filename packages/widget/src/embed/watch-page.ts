/**
 * Calls `changed` when the page may have become another one: it moved within the document, or its head says something else. Never by
 * polling. All of it ends with `signal`, a patched history too.
 */
export function watchPage(changed: (moved?: Event) => void, signal: AbortSignal): void {
  const observer = new MutationObserver(() => changed())
  observer.observe(document.head, { subtree: true, childList: true, attributes: true, attributeFilter: ['href', 'content'] })
  signal.addEventListener('abort', () => observer.disconnect())
  if (window.navigation) {
    navigation.addEventListener('currententrychange', changed, { signal })
    return
  }
  addEventListener('popstate', () => changed(), { signal })
  for (const name of ['pushState', 'replaceState'] as const) patchHistory(name, changed, signal)
}

/** For browsers without the Navigation API. */
function patchHistory(name: 'pushState' | 'replaceState', changed: () => void, signal: AbortSignal): void {
  const own = Object.hasOwn(history, name)
  const original = history[name]
  const patched: History['pushState'] = function (this: History, ...step) {
    original.apply(this, step)
    if (!signal.aborted) changed()
  }
  history[name] = patched
  signal.addEventListener('abort', () => {
    // Whoever patched it after us keeps what they made; ours is silent by now.
    if (history[name] !== patched) return
    if (own) history[name] = original
    else delete (history as Partial<History>)[name]
  })
}
