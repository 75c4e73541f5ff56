import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { timelineIn, type TimelineOnScreen } from './timeline.ts'
import type { Contextual, Stage, Tab } from './stage.ts'

/** A visitor of the host site, and what they see and do there. */
export interface Visitor extends Tab, TimelineOnScreen {
  /** Their browser, for more tabs. */
  readonly browser: Contextual
  /** The launcher, once it knows who is responsible. */
  readonly launcher: Locator
  /** The launcher, whatever it knows. */
  readonly anyLauncher: Locator
  readonly panel: Locator
  /** Opens the panel by the launcher, and waits until one can type. */
  open(): Promise<void>
  close(): Promise<void>
  /** Writes and sends. */
  say(text: string): Promise<void>
  /** Chooses something of the panel's menu. */
  choose(item: string): Promise<void>
}

/** Opens a page of the host site in a browser of its own. */
export async function visit(stage: Stage, path: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const browser = await stage.openContext(options)
  return visitIn(browser, stage.site.origin + path)
}

/** Opens an address in a tab of a browser that is there already. */
export async function visitIn(browser: Contextual, url: string): Promise<Visitor> {
  return visitorOn(browser, await browser.openPage(url))
}

function visitorOn(browser: Contextual, tab: Tab): Visitor {
  const { page } = tab
  const panel = page.getByRole('dialog', { name: /^Conversation with / })
  const composer = panel.getByRole('textbox')
  const launcher = page.getByRole('button', { name: /^Talk to / })
  return {
    ...tab,
    ...timelineIn(panel),
    browser,
    panel,
    launcher,
    anyLauncher: page.getByRole('button', { name: /^(Talk|Chat)/ }),
    async open() {
      await launcher.click()
      await composer.waitFor()
    },
    close: () => panel.getByRole('button', { name: 'Close', exact: true }).click(),
    async say(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async choose(item) {
      await panel.getByRole('button', { name: 'Menu', exact: true }).click()
      await panel.getByRole('menuitem', { name: item }).click()
    },
  }
}

/** Puts a page out of this world as a crash does: no handler of its own runs, and what it held in memory is gone. */
export async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  // The address never answers, for nobody is left to.
  page.goto('chrome://crash').catch(() => undefined)
  await gone
  await page.close()
}
