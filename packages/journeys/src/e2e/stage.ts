import {
  builtAssets,
  launchBrowser,
  servePages,
  startFaultProxy,
  startTestRelay,
  strictPolicy,
  watchContext,
  type FaultProxy,
  type PageServer,
  type PageWatch,
  type TestRelay,
} from '@firsthand/testkit'
import type { RelayConfigInput } from '@firsthand/relay'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { hostPages } from './host-pages.ts'

/** Everything a journey plays on: a relay behind a network that can be broken, a site of another origin, and a browser. */
export interface Stage {
  readonly relay: TestRelay
  /** What lies between the browsers and the relay. */
  readonly network: FaultProxy
  readonly site: PageServer
  /** A person's browser, with storage of its own. */
  openContext(options?: BrowserContextOptions): Promise<Contextual>
  close(): Promise<void>
}

/** A person's browser. */
export interface Contextual {
  readonly context: BrowserContext
  /** A new tab. */
  openPage(url: string): Promise<Tab>
}

/** A tab, and what goes wrong on it. */
export interface Tab {
  readonly page: Page
  readonly watch: PageWatch
}

/** How long anything on screen may take to come about before a journey gives up: far more than it takes. */
const PATIENCE = 30_000

/** Sets the stage. Each test file sets its own. */
export async function setStage(options: { backForwardCache?: boolean } = {}): Promise<Stage> {
  const network = await startFaultProxy()
  const url = `http://127.0.0.1:${network.port}`
  const site = await servePages({ csp: strictPolicy(url), pages: hostPages(url) })
  const relay = await startTestRelay({ config: configOf(site.origin), assets: builtAssets, publicUrl: url })
  network.target(relay.port)
  const browser: Browser = await launchBrowser(options)
  return {
    relay,
    network,
    site,
    async openContext(options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      context.setDefaultTimeout(PATIENCE)
      const watch = await watchContext(context)
      return {
        context,
        async openPage(address) {
          const page = await context.newPage()
          await page.goto(address)
          return { page, watch: watch(page) }
        },
      }
    },
    async close() {
      await browser.close()
      await relay.close()
      await site.close()
      await network.close()
    },
  }
}

function configOf(origin: string): RelayConfigInput {
  return {
    members: [
      { handle: 'ada', name: 'Ada Lovelace', title: 'Maintains the Pricing API' },
      { handle: 'bob', name: 'Bob Moses', title: 'Wrote the field guide' },
    ],
    sites: [
      {
        key: 'demo',
        name: 'Demo Instruments',
        origins: [origin],
        accent: '#0b6e4f',
        otherWays: [{ kind: 'mail', address: 'hello@demo.example' }],
        fallback: 'ada',
        subjects: [
          { key: 'pricing', kind: 'product', title: 'Pricing API', url: `${origin}/pricing`, owner: 'ada', why: 'Maintains this product' },
          { key: 'guide', kind: 'document', title: 'Field guide', url: `${origin}/guide`, owner: 'bob', why: 'Wrote this page' },
        ],
      },
    ],
  }
}
