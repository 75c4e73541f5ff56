import { createClient, type Client, type ConversationModel, type Identity, type WakeEvents } from '@firsthand/client'
import type { ConversationId, SubjectQuery } from '@firsthand/protocol'
import type { FaultyStorage } from './faulty-keep.ts'
import type { Network, Place } from './network.ts'
import type { TabHub } from './simulated-tabs.ts'
import type { Seat } from './plan.ts'
import type { Dice } from './seeded.ts'
import { clockOf, type Life, type World } from './world.ts'

/** One browser: what its pages share. */
export interface Browser extends Place {
  online: boolean
  readonly as: Identity
  readonly storage: FaultyStorage
  readonly hub: TabHub
  /** How much its clock is off, ms. */
  skew: number
  /** Counts up each time its visitor has logged out; null while that is under way, and for good where its page crashed meanwhile. */
  identity: number | null
  readonly tabs: Tab[]
}

/** A place for a page in a browser; pages come and go in it. */
export interface Tab {
  readonly seat: Seat
  readonly browser: Browser
  page: Page | null
  /** What was open when the page last went, to be opened again. */
  remembered: Remembered[]
}

/** A page with a client in it. */
export interface Page {
  readonly life: Life
  readonly client: Client
  readonly wake: WakeEvents[]
  readonly models: ConversationModel[]
  /** What each of the models was begun about, where it was begun here. */
  readonly about: Map<ConversationModel, SubjectQuery>
  visible: boolean
  frozen: boolean
  /** Which of its browser's identities is at work here, where that is certain. */
  identity: number | null
}

interface Remembered {
  id: ConversationId
  about: SubjectQuery | undefined
  state: string
}

/** Opens a page in a tab, with what was open there before. */
export function openPage(parts: { world: World; network: Network; dice: Dice; tab: Tab; count: number }): Page {
  const { world, network, dice, tab, count } = parts
  const { browser } = tab
  const life = world.begin(`${tab.seat} (page ${count})`)
  const wake: WakeEvents[] = []
  const client = createClient({
    relay: 'https://relay.example',
    identity: browser.as,
    keep: browser.storage.openKeep(life),
    tabs: browser.hub.openTabs(life),
    connector: network.connectorOf(browser, life),
    clock: clockOf(world, life, () => browser.skew),
    random: dice,
    hints: {
      visible: () => page.visible,
      listen(on) {
        wake.push(on)
        return () => {}
      },
    },
  })
  const page: Page = { life, client, wake, models: [], about: new Map(), visible: true, frozen: false, identity: browser.identity }
  tab.page = page
  client.connect()
  for (const { id, about, state } of tab.remembered) {
    if (about && state === 'new') begin(page, about)
    else open(page, id)
  }
  return page
}

/** Begins a conversation, or goes on with one about the same that was begun and not acknowledged. */
export function begin(page: Page, about: SubjectQuery): ConversationModel {
  const model = page.client.startConversation(about, { url: about.url, title: 'A page' })
  if (!page.models.includes(model)) page.models.push(model)
  page.about.set(model, about)
  return model
}

/** Opens a conversation that stands. */
export function open(page: Page, id: ConversationId): ConversationModel {
  const known = page.models.find((model) => model.id === id)
  if (known) return known
  const model = page.client.openConversation(id)
  page.models.push(model)
  return model
}

/** The page is gone in this very moment: reloaded, crashed, or closed. Nothing of it runs any more. */
export function killPage(tab: Tab, network: Network): void {
  const { page, browser } = tab
  if (!page) return
  forgetPage(tab, page)
  page.life.end()
  network.cut((wire) => wire.page === page.life, 'loud')
  browser.storage.pageGone(page.life)
  browser.hub.pageGone(page.life)
}

/** Takes a page out of its tab, which remembers what was open there, but for what was gone. */
export function forgetPage(tab: Tab, { models, about }: Page): void {
  tab.page = null
  tab.remembered = models
    .filter((model) => model.state.value !== 'gone')
    .map((model) => ({ id: model.id, about: about.get(model), state: model.state.value }))
}
