const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Says that the console is in use at each real sign of it while visible, and that it is not once hidden. Being merely open is no sign:
 * who walked away stops being here by themselves. The client repeats it to the relay no oftener than it must.
 *
 * @returns the function that stops it
 */
export function watchActivity(view: Window, report: (active: boolean) => void): () => void {
  const use = (): void => {
    if (view.document.visibilityState === 'visible') report(true)
  }
  const turn = (): void => report(view.document.visibilityState === 'visible')
  for (const sign of SIGNS) view.addEventListener(sign, use, { passive: true, capture: true })
  view.document.addEventListener('visibilitychange', turn)
  turn()
  return () => {
    for (const sign of SIGNS) view.removeEventListener(sign, use, { capture: true })
    view.document.removeEventListener('visibilitychange', turn)
  }
}
