import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { notePage, type PageNotes } from './page-clock.ts'

/** What a page is measured under. */
export interface Conditions {
  /** How many times slower than this machine's core. */
  cpu: number
  network: 'unthrottled' | 'slow-4g'
}

/** 150 ms, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 }

/** A page that is measured. */
export interface MeasuredPage {
  page: Page
  context: BrowserContext
  /** Requests to the relay so far, and the bytes that came back over the wire, headers included. */
  readonly traffic: { requests: number; bytes: number; sockets: number }
  notes(): Promise<PageNotes>
  /**
   * Resolves once an expression is true in the page. The driver's own helpers stay out of it: what they put into a page is more than
   * the widget, and would be measured as part of it.
   */
  until(expression: string): Promise<void>
  /** Brings the pointer onto the launcher, and presses there. */
  point(): Promise<void>
  press(): Promise<void>
  /** The JavaScript heap after a full collection, bytes. */
  readHeap(): Promise<number>
  close(): Promise<void>
}

/** Opens an address in a browser that has never seen it, or in one that has. */
export async function openPage(
  browser: Browser,
  url: string,
  relay: string,
  conditions: Conditions,
  within?: BrowserContext,
): Promise<MeasuredPage> {
  const context = within ?? (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' }))
  const page = await context.newPage()
  await page.addInitScript(notePage)
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const traffic = countTraffic(session, relay)
  await session.send('Emulation.setCPUThrottlingRate', { rate: conditions.cpu })
  if (conditions.network === 'slow-4g') await session.send('Network.emulateNetworkConditions', SLOW_4G)
  await page.goto(url, { waitUntil: 'load' })
  const evaluate = async (expression: string): Promise<unknown> =>
    (await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result.value
  // The middle of the launcher, 20 px from the corner of the window.
  const at = { x: 1280 - 48, y: 800 - 48 }
  return {
    page,
    context,
    traffic,
    notes: async () => (await evaluate('window.benchNotes')) as PageNotes,
    async until(expression) {
      await evaluate(`new Promise((then) => (function look() { ${expression} ? then() : requestAnimationFrame(look) })())`)
    },
    async point() {
      await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at })
    },
    async press() {
      const button = { button: 'left', clickCount: 1, ...at } as const
      await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button })
      await session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button })
    },
    async readHeap() {
      await session.send('HeapProfiler.enable')
      await session.send('HeapProfiler.collectGarbage')
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Runtime.getHeapUsage')).usedSize
    },
    close: () => (within ? page.close() : context.close()),
  }
}

function countTraffic(session: CDPSession, relay: string): MeasuredPage['traffic'] {
  const traffic = { requests: 0, bytes: 0, sockets: 0 }
  const ours = new Set<string>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith(relay) || ours.has(requestId)) return
    ours.add(requestId)
    traffic.requests += 1
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) traffic.bytes += encodedDataLength
  })
  session.on('Network.webSocketCreated', () => (traffic.sockets += 1))
  return traffic
}
