import type { Browser, Page } from 'playwright-core'

/** A page whose process can be stopped, as systems stop pages to save power. */
export interface FreezablePage {
  freeze(): void
  /** Goes on, and answers for how long the page's own clock had stood still, milliseconds. */
  thaw(): Promise<number>
}

/**
 * Opens a page by `open` and finds the process that draws it. (The protocol's `Page.setWebLifecycleState` leaves the timers of a page
 * running that nobody has put into the background; a stopped process runs nothing.)
 */
export async function openFreezable<Opened extends { page: Page }>(
  browser: Browser,
  open: () => Promise<Opened>,
): Promise<Opened & FreezablePage> {
  const before = await listRenderers(browser)
  const opened = await open()
  const own = [...(await listRenderers(browser))].filter((pid) => !before.has(pid))
  if (own.length === 0) throw new Error('The page shares its process with another.')
  await opened.page.evaluate(watchClock)
  const signal = (name: NodeJS.Signals): void => own.forEach((pid) => process.kill(pid, name))
  return {
    ...opened,
    freeze: () => signal('SIGSTOP'),
    async thaw() {
      signal('SIGCONT')
      return opened.page.evaluate(readGap)
    },
  }
}

async function listRenderers(browser: Browser): Promise<Set<number>> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] }
  await session.detach()
  return new Set(processInfo.filter((one) => one.type === 'renderer').map((one) => one.id))
}

/** On the page: notes the longest span in which its own timer did not run. */
function watchClock(): void {
  const page = window as { firsthandGap?: number }
  let last = performance.now()
  page.firsthandGap = 0
  setInterval(() => {
    const now = performance.now()
    page.firsthandGap = Math.max(page.firsthandGap ?? 0, now - last)
    last = now
  }, 200)
}

/** After the timer has run once more. */
function readGap(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve((window as { firsthandGap?: number }).firsthandGap ?? 0), 500)
  })
}
