/**
 * Keeps a full-screen panel inside what is really visible: on iOS the keyboard covers the page without shrinking it, and only
 * `visualViewport` tells. Returns its closer.
 */
export function fitViewport(panel: HTMLElement): () => void {
  const viewport = globalThis.visualViewport
  if (!viewport) return () => {}
  const fit = (): void => {
    panel.style.setProperty('--fh-view-height', `${viewport.height}px`)
    panel.style.setProperty('--fh-view-top', `${viewport.offsetTop}px`)
  }
  fit()
  viewport.addEventListener('resize', fit)
  viewport.addEventListener('scroll', fit)
  return () => {
    viewport.removeEventListener('resize', fit)
    viewport.removeEventListener('scroll', fit)
  }
}
