import { builtAssets, launchBrowser, startTestRelay, watchContext, type PageWatch, type TestRelay } from '@firsthand/testkit'
import { createClient, createSocketIoConnector, type Client, type ConversationModel } from '@firsthand/client'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

/** A real relay, a real browser, and the people in it. */
export interface ConsoleStage {
  readonly relay: TestRelay
  /** Signs an owner in by their link, in a browser of its own. */
  signIn(owner: OwnerName, options?: BrowserContextOptions): Promise<ConsoleOnScreen>
  /** Opens an address of the relay in a browser of its own, signed in as nobody. */
  open(address: string): Promise<ConsoleOnScreen>
  /** A visitor writes about what the owner is responsible for. */
  write(owner: OwnerName, text: string, name?: string): Promise<Visitor>
  close(): Promise<void>
}

/** A console in a browser. */
export interface ConsoleOnScreen {
  readonly page: Page
  readonly watch: PageWatch
  readonly inbox: Locator
  readonly conversation: Locator
  readonly about: Locator
  readonly composer: Locator
  row(text: string): Locator
  press(...keys: string[]): Promise<void>
  close(): Promise<void>
}

/** Somebody on the owner's site. */
export interface Visitor {
  readonly client: Client
  readonly model: ConversationModel
  /** Resolves once this text stands in their conversation, and is committed. */
  hears(text: string): Promise<void>
}

/** One owner for each test, so that no test sees the conversations of another. */
export const OWNERS = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal', 'ivy', 'jo'] as const
export type OwnerName = (typeof OWNERS)[number]

const SITE = 'http://site.example'

/** Sets the stage; its `close` takes it down. */
export async function setConsoleStage(): Promise<ConsoleStage> {
  const relay = await startTestRelay({
    assets: builtAssets,
    config: {
      members: OWNERS.map((handle) => ({ handle, name: handle[0]!.toUpperCase() + handle.slice(1) })),
      sites: [
        {
          key: 'site',
          name: 'Site',
          origins: [SITE],
          fallback: 'ada',
          subjects: OWNERS.map((owner) => ({ key: owner, kind: 'product', title: `What ${owner} makes`, url: `${SITE}/${owner}`, owner })),
        },
      ],
    },
  })
  const browser: Browser = await launchBrowser()
  const clients: Client[] = []
  const open = async (address: string, options: BrowserContextOptions = {}): Promise<ConsoleOnScreen> => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    const watch = await watchContext(context)
    const page = await context.newPage()
    await page.goto(address)
    const inbox = page.getByRole('navigation', { name: 'Conversations' })
    const conversation = page.getByRole('main', { name: 'Conversation' })
    return {
      page,
      watch: watch(page),
      inbox,
      conversation,
      about: page.getByRole('complementary', { name: 'Person and subject' }),
      composer: conversation.getByRole('textbox'),
      row: (text) => inbox.getByRole('link').filter({ hasText: text }),
      async press(...keys) {
        for (const key of keys) await page.keyboard.press(key)
      },
      close: () => context.close(),
    }
  }
  return {
    relay,
    open,
    async signIn(owner, options) {
      const screen = await open(await relay.createSignInLink(owner), options)
      await screen.inbox.waitFor()
      return screen
    },
    async write(owner, text, name) {
      const client = createClient({
        relay: relay.url,
        identity: { as: 'visitor', site: 'site' },
        locale: 'nl',
        connector: createSocketIoConnector(relay.url, { headers: { origin: SITE } }),
      })
      clients.push(client)
      client.connect()
      const page = { url: `${SITE}/${owner}`, title: `What ${owner} makes` }
      const model = client.startConversation({ url: page.url }, page)
      if (name) await model.giveName(name)
      client.visit(page)
      await model.send(text)
      const visitor: Visitor = { client, model, hears: (wanted) => stands(model, wanted) }
      await visitor.hears(text)
      return visitor
    },
    async close() {
      for (const client of clients) await client.close()
      await browser.close()
      await relay.close()
    },
  }
}

function stands(model: ConversationModel, text: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = model.timeline.subscribe((items) => {
    if (items.some((item) => item.kind === 'message' && item.text === text && item.seq !== null)) resolve()
  })
  return promise.finally(stop)
}
