import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A Chromium with a fresh profile, without a screen, that speaks to nobody by itself. `close()` it: Playwright ends the process then,
 * and also when this one dies.
 *
 * @param options `backForwardCache`: keeps pages one has left, as browsers do for people and Playwright does not
 * @example
 * const browser = await launchBrowser()
 * const visitor = await browser.newContext()
 */
export async function launchBrowser(options: { args?: string[]; screen?: boolean; backForwardCache?: boolean } = {}): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found. Install one (apt-get install chromium) or name it in FIRSTHAND_CHROMIUM.')
  // Chromium refuses its sandbox to root, which is what containers run as.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    executablePath,
    headless: !options.screen,
    args: [...quiet, ...sandbox, ...(options.args ?? [])],
    ...(options.backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  })
}
