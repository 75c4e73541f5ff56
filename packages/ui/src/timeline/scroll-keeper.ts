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

  // Where it will be once it has slid in.
  const placeOf = (element: HTMLElement): number => topOf(element) - new DOMMatrix(getComputedStyle(element).transform).m42
  const reachesIn = (element: HTMLElement): boolean => topOf(element) + element.offsetHeight > 0

  // The first line or message that reaches into the view: whatever is added before it, it must not move.
  const remember = (): void => {
    anchor = null
    if (atEnd) return
    const row = ([...content.children] as HTMLElement[]).find((one) => one.dataset['row'] !== undefined && reachesIn(one))
    anchor = [...(row?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].find(reachesIn) ?? row ?? null
    if (anchor) anchorTop = placeOf(anchor)
  }
  // A block that grew at its start is another element; its messages are told by their keys.
  const findAnchor = (): HTMLElement | null => {
    if (!anchor || anchor.isConnected) return anchor
    const key = anchor.dataset['key']
    return key === undefined ? null : content.querySelector(`[data-key="${CSS.escape(key)}"]`)
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
    else {
      const kept = findAnchor()
      if (kept) scroller.scrollTop += placeOf(kept) - anchorTop
    }
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
