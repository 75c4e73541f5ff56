/** Keeps what is read in its place while a scrolling log changes above, below or inside itself; one rule for every browser. */
export interface ScrollKeeper {
  /** Whether the end is in sight, within a line. */
  readonly atEnd: boolean
  /** Goes to the newest. */
  toEnd(): void
  /** Call at each scroll event. */
  scrolled(): void
  close(): void
}

const NEAR = 24

/**
 * @param scroller the element that scrolls (`overflow-anchor: none`, so that no browser does the same at once)
 * @param content its one child, whose height changes
 * @param onEnd told whether the end is in sight, whenever that changes
 */
export function createScrollKeeper(scroller: HTMLElement, content: HTMLElement, onEnd: (atEnd: boolean) => void): ScrollKeeper {
  let atEnd = true
  let anchor: HTMLElement | null = null
  let anchorTop = 0

  const topOf = (element: HTMLElement): number => element.getBoundingClientRect().top - scroller.getBoundingClientRect().top

  // The first row that reaches into the view: whatever is added before it, it must not move.
  const remember = (): void => {
    anchor = null
    if (atEnd) return
    for (const row of content.children as unknown as Iterable<HTMLElement>) {
      const top = topOf(row)
      if (row.dataset['row'] === undefined || top + row.offsetHeight <= 0) continue
      anchor = row
      anchorTop = top
      break
    }
  }
  let lastTop = 0
  const scrolled = (): void => {
    const top = scroller.scrollTop
    const near = scroller.scrollHeight - top - scroller.clientHeight < NEAR
    // Only somebody's way up leads away from the end: rows drawn late push it away too, and are caught up with below.
    const now = near || (atEnd && top >= lastTop)
    lastTop = top
    if (now !== atEnd) onEnd((atEnd = now))
    remember()
  }
  const toEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight
    scrolled()
  }
  // After layout and before paint: nothing is seen to jump.
  const observer = new ResizeObserver(() => {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight
    else if (anchor?.isConnected) scroller.scrollTop += topOf(anchor) - anchorTop
    remember()
  })
  observer.observe(scroller)
  observer.observe(content)
  return {
    get atEnd() {
      return atEnd
    },
    toEnd,
    scrolled,
    close: () => observer.disconnect(),
  }
}
