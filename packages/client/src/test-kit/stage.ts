import type { Client, MessageItem } from '../client.ts'
import { createClient } from '../create-client.ts'
import type { ClientOptions } from '../create-client.ts'
import { createMemoryKeep } from '../keep/memory-keep.ts'
import type { Keep } from '../keep/keep.ts'
import type { WakeEvents } from '../link/wake-hints.ts'
import { createFakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'
import { createModelRelay } from './model-relay.ts'
import type { ModelRelay } from './model-relay.ts'
import { createNetwork } from './socket-pair.ts'
import type { Network } from './socket-pair.ts'
import { createTabHub } from './tab-hub.ts'
import type { HubTab } from './tab-hub.ts'

/** A model relay, and browsers with tabs in front of it. */
export interface Stage {
  readonly clock: FakeClock
  readonly relay: ModelRelay
  readonly network: Network
  /** A browser of its own: tabs that share one storage. */
  browser(identity?: ClientOptions['identity'], keep?: Keep): StageBrowser
  /** What the relay heard under this name, in order. */
  heard(name: string): unknown[]
  close(): Promise<void>
}

/** One browser. */
export interface StageBrowser {
  readonly keep: Keep
  /** Opens a tab with the client in it, connected; with a network of its own where one is given. */
  tab(options?: Partial<ClientOptions>): StageTab
}

/** One tab. */
export interface StageTab extends HubTab {
  readonly client: Client
  /** What the page says of itself. */
  readonly page: WakeEvents
  visible: boolean
}

/** Sets a stage. */
export function setStage(): Stage {
  const clock = createFakeClock()
  const relay = createModelRelay(clock.now)
  const network = createNetwork(relay, clock)
  const clients: Client[] = []
  return {
    clock,
    relay,
    network,
    browser(identity = { as: 'visitor', site: 'acme' }, keep = createMemoryKeep()) {
      const hub = createTabHub(clock)
      return {
        keep,
        tab(options = {}) {
          const hubTab = hub.open()
          const pages: WakeEvents[] = []
          const tab = { visible: true }
          const client = createClient({
            relay: 'https://relay.example',
            identity,
            connector: network.connector,
            keep,
            tabs: hubTab.tabs,
            clock,
            random: () => 0.5,
            hints: {
              visible: () => tab.visible,
              listen(on) {
                pages.push(on)
                return () => pages.splice(pages.indexOf(on), 1)
              },
            },
            ...options,
          })
          clients.push(client)
          client.connect()
          const page: WakeEvents = {
            awake: () => pages.forEach((on) => on.awake()),
            hidden: () => pages.forEach((on) => on.hidden()),
          }
          const { tabs, freeze, thaw, die } = hubTab
          return {
            tabs,
            freeze,
            thaw,
            die,
            client,
            page,
            get locking() {
              return hubTab.locking
            },
            get visible() {
              return tab.visible
            },
            set visible(is) {
              tab.visible = is
            },
          }
        },
      }
    },
    heard: (name) => relay.heard.filter((one) => one.name === name).map((one) => one.payload),
    async close() {
      await Promise.all(clients.map((client) => client.close()))
    },
  }
}

/** The messages that a client shows of a conversation. */
export const messagesOf = (client: Client, id: string): MessageItem[] =>
  client.openConversation(id).timeline.value.filter((item): item is MessageItem => item.kind === 'message')
/** Their texts. */
export const textsOf = (client: Client, id: string): (string | null)[] => messagesOf(client, id).map((item) => item.text)
/** How far they have come. */
export const statesOf = (client: Client, id: string): string[] => messagesOf(client, id).map((item) => item.delivery.state)
