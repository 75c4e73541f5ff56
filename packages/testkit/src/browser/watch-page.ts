import type { BrowserContext, Page } from 'playwright-core'

/** What went wrong on a page that nobody looks at while a journey runs. */
export interface PageWatch {
  /** Each violation of the page's Content Security Policy or of Trusted Types: `directive: blocked`. */
  readonly violations: readonly string[]
  /** Exceptions nobody caught, and lines written by `console.error`. */
  readonly errors: readonly string[]
  /** What has moved of the page itself so far, by the browser's measure of layout shift; what moves inside a shadow root is its owner's affair. */
  layoutShift(): Promise<number>
}

declare global {
  interface Window {
    firsthandLayoutShift?: number
  }
}

/** Watches every page of a context; call it before the page is opened. */
export async function watchContext(context: BrowserContext): Promise<(page: Page) => PageWatch> {
  const violations = new Map<Page, string[]>()
  const errors = new Map<Page, string[]>()
  const listOf = (lists: Map<Page, string[]>, page: Page): string[] => {
    const list = lists.get(page) ?? []
    lists.set(page, list)
    return list
  }
  await context.exposeBinding('firsthandReportViolation', ({ page }, violation: string) => {
    listOf(violations, page).push(violation)
  })
  await context.addInitScript(observePage)
  context.on('weberror', (error) => {
    const page = error.page()
    if (page) listOf(errors, page).push(String(error.error()))
  })
  context.on('console', (message) => {
    const page = message.page()
    if (page && message.type() === 'error') listOf(errors, page).push(message.text())
  })
  return (page) => ({
    violations: listOf(violations, page),
    errors: listOf(errors, page),
    layoutShift: () => page.evaluate(() => window.firsthandLayoutShift ?? 0),
  })
}

/** Runs inside the page, before any script of its own. */
function observePage(): void {
  const report = (window as unknown as { firsthandReportViolation: (violation: string) => void }).firsthandReportViolation
  document.addEventListener('securitypolicyviolation', (event) => {
    report(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim())
  })
  window.firsthandLayoutShift = 0
  const isOfThePage = (node: Node | null): boolean => node !== null && node.getRootNode() === document && !(node as Element).shadowRoot
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.sources.some(({ node }) => isOfThePage(node)))
        window.firsthandLayoutShift = (window.firsthandLayoutShift ?? 0) + entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** As the Layout Instability API reports it; the library's types do not have it yet. */
interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node: Node | null }[]
}
