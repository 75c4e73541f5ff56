import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core'
import { findFirefox } from './find-firefox.ts'
import type { OtherBrowser, OtherTab } from './other-browser.ts'

/** A Firefox with a fresh profile and without a screen, spoken to in WebDriver BiDi. */
export async function launchFirefox(): Promise<OtherBrowser> {
  const executablePath = findFirefox()
  if (!executablePath) throw new Error('No Firefox found. Install one (apt-get install firefox-esr) or name it in FIRSTHAND_FIREFOX.')
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  return {
    async open(url) {
      const page = await browser.newPage()
      await page.goto(url)
      return tabOn(page)
    },
    close: () => browser.close(),
  }
}

function tabOn(page: Page): OtherTab {
  const find = async (element: string): Promise<ElementHandle> => {
    const found = (await page.evaluateHandle(element)).asElement()
    if (!found) throw new Error(`There is no ${element}.`)
    return found as ElementHandle
  }
  return {
    read: (expression) => page.evaluate(expression),
    async click(element) {
      await page.bringToFront()
      await (await find(element)).click()
    },
    async type(element, text) {
      await page.bringToFront()
      await (await find(element)).type(text)
    },
    async reload() {
      await page.reload()
    },
  }
}
