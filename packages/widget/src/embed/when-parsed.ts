/**
 * Starts once the document and its deferred scripts are through: what a page says of its subject stands in its head by then, even where a script of
 * its own wrote it. `readyState` would not do: it is `interactive` while those scripts have not run yet.
 */
export function whenParsed(start: () => void): void {
  if (performance.timing.domContentLoadedEventStart) start()
  else document.addEventListener('DOMContentLoaded', start)
}
