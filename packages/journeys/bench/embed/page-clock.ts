/** What the page itself notes while it loads, read back after. Times are its own `performance.now()`. */
export interface PageNotes {
  firstPaint: number
  launcherAt: number
  clickedAt: number
  composerAt: number
  /** Tasks over 50 ms, in milliseconds. */
  longTasks: number[]
  layoutShift: number
}

declare global {
  interface Window {
    benchNotes: PageNotes
  }
}

/** Runs in the page before any script of its own. */
export function notePage(): void {
  const notes: PageNotes = { firstPaint: 0, launcherAt: 0, clickedAt: 0, composerAt: 0, longTasks: [], layoutShift: 0 }
  window.benchNotes = notes
  const watch = (type: string, note: (entry: PerformanceEntry & { value: number }) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => note(entry as PerformanceEntry & { value: number }))).observe({
      type,
      buffered: true,
    })
  }
  watch('paint', (entry) => {
    if (entry.name === 'first-paint') notes.firstPaint = entry.startTime
  })
  watch('longtask', (entry) => notes.longTasks.push(entry.duration))
  watch('layout-shift', (entry) => (notes.layoutShift += entry.value))
  addEventListener('pointerdown', () => (notes.clickedAt = performance.now()), { capture: true, once: true })

  const isVisible = (element: Element | null | undefined): boolean => {
    const box = element?.getBoundingClientRect()
    return box !== undefined && box.width > 0 && box.height > 0
  }
  /** The widget's shadow root: the first one on the page. */
  const findRoot = (): ShadowRoot | null => {
    for (const element of document.querySelectorAll('body > *, html > *')) if (element.shadowRoot) return element.shadowRoot
    return null
  }
  const look = (): void => {
    const root = findRoot()
    if (!notes.launcherAt && isVisible(root?.querySelector('button'))) notes.launcherAt = performance.now()
    if (!notes.composerAt && root?.activeElement?.matches('textarea') && isVisible(root.activeElement)) notes.composerAt = performance.now()
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
