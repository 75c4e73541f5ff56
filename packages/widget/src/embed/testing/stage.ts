import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  launchBrowser,
  servePages,
  startFaultProxy,
  startTestRelay,
  strictPolicy,
  watchContext,
  type FaultProxy,
  type PageServer,
  type PageWatch,
  type ServedPage,
  type TestRelay,
} from '@firsthand/testkit'
import type { BrowserContextOptions, CDPSession, Locator, Page } from 'playwright-core'
import * as vite from 'vite'
import { buildWidget } from '../../../build/build-widget.mjs'

/** A relay with a freshly built widget, a site of another origin under a strict policy, and a browser. */
export interface Stage {
  readonly relay: TestRelay
  readonly network: FaultProxy
  readonly site: PageServer
  /** The same pages from an origin that the site does not name. */
  readonly stranger: PageServer
  /** Opens an address of the site, or any other, in a browser of its own. */
  visit(address: string, options?: BrowserContextOptions & { before?: (page: Page) => Promise<unknown> }): Promise<Visit>
  close(): Promise<void>
}

/** A tab, and what is seen from it. */
export interface Visit {
  readonly page: Page
  readonly watch: PageWatch
  readonly launcher: Locator
  readonly panel: Locator
  readonly composer: Locator
  /** What was asked of the relay, in order, with the bytes that came. */
  readonly requests: readonly { url: string; bytes: () => Promise<number> }[]
  readonly sockets: readonly { isClosed(): boolean }[]
  readonly cdp: CDPSession
}

// One red pixel: enough of a face to see that it is drawn.
const FACE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** Sets the stage for one test file. `pages` are made with the relay's address; `browserOptions` are for {@link launchBrowser}. */
export async function setStage(
  pages: (relay: string) => Record<string, ServedPage>,
  csp: (relay: string) => string = strictPolicy,
  browserOptions: Parameters<typeof launchBrowser>[0] = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'firsthand-embed-'))
  const face = join(folder, 'ada.png')
  const [network] = await Promise.all([
    startFaultProxy(),
    buildWidget(vite, { outDir: join(folder, 'embed') }),
    writeFile(face, Buffer.from(FACE, 'base64')),
  ])
  const url = `http://127.0.0.1:${network.port}`
  const [site, stranger] = await Promise.all([
    servePages({ csp: csp(url), pages: pages(url) }),
    servePages({ csp: csp(url), pages: pages(url) }),
  ])
  const relay = await startTestRelay({
    publicUrl: url,
    assets: { widget: join(folder, 'embed') },
    config: {
      members: [
        { handle: 'ada', name: 'Ada Lovelace', title: 'Maintains the Pricing API', face },
        { handle: 'bob', name: 'Bob Moses' },
      ],
      sites: [
        {
          key: 'demo',
          name: 'Demo Instruments',
          origins: [site.origin],
          accent: '#0b6e4f',
          otherWays: [{ kind: 'mail', address: 'hello@demo.example' }],
          fallback: 'bob',
          subjects: [
            { key: 'pricing', kind: 'product', title: 'Pricing API', url: `${site.origin}/pricing`, owner: 'ada', why: 'Maintains this' },
            { key: 'guide', kind: 'document', title: 'Field guide', url: `${site.origin}/guide`, owner: 'bob' },
          ],
        },
      ],
    },
  })
  network.target(relay.port)
  const browser = await launchBrowser(browserOptions)
  return {
    relay,
    network,
    site,
    stranger,
    async visit(address, { before, ...options } = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      context.setDefaultTimeout(20_000)
      const watchPage = await watchContext(context)
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      const requests: { url: string; bytes: () => Promise<number> }[] = []
      const sockets: { isClosed(): boolean }[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(url)) return
        requests.push({ url: request.url().slice(url.length), bytes: async () => (await request.sizes()).responseBodySize })
      })
      page.on('websocket', (socket) => sockets.push(socket))
      await before?.(page)
      await page.goto(address.startsWith('/') ? site.origin + address : address)
      const panel = page.getByRole('dialog')
      return {
        page,
        watch: watchPage(page),
        launcher: page.locator('#launcher'),
        panel,
        composer: panel.getByRole('textbox'),
        requests,
        sockets,
        cdp,
      }
    },
    async close() {
      await browser.close()
      await relay.close()
      await Promise.all([site.close(), stranger.close(), network.close(), rm(folder, { recursive: true, force: true })])
    },
  }
}

/** A page of the site, with the tag. */
export function writePage(
  relay: string,
  { title = 'A page', head = '', body = '', attributes = 'data-site="demo"', lang = 'en' }: Partial<PageText> = {},
): string {
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    ${head}
    <script async nonce="$nonce" src="${relay}/v1.js" ${attributes}></script>
  </head>
  <body><main><h1>${title}</h1><p>Words of the page itself.</p>${body}</main></body>
</html>`
}

/** What a page of a test differs in. */
export interface PageText {
  title: string
  head: string
  body: string
  /** Of the tag. */
  attributes: string
  lang: string
}

/** The names the launcher has, one by one as they come, until `wanted` is there. */
export async function hasName(launcher: Locator, wanted: string): Promise<void> {
  await launcher.and(launcher.page().getByRole('button', { name: wanted, exact: true })).waitFor()
}
