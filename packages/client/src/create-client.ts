import { computed, signal } from '@preact/signals-core'
import { LIMITS } from '@firsthand/protocol'
import type { ConversationId, Failure, LogCursor, Person, Start, Welcome } from '@firsthand/protocol'
import type { Client, ClientEvents, Identity, SubjectModel } from './client.ts'
import { deviceClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createEmitter } from './emitter.ts'
import { keepPresence } from './features/presence/own-presence.ts'
import { watchSubject } from './features/subject/watch-subject.ts'
import { canonicalQuery, canonicalUrl, createVisits } from './features/visit/report-visit.ts'
import { indexedDbKeep } from './keep/indexed-db-keep.ts'
import type { Keep } from './keep/keep.ts'
import { createKeeper } from './keep/keeper.ts'
import type { Connector } from './link/connector.ts'
import { chance } from './link/backoff.ts'
import { createLink } from './link/link.ts'
import { createSocketIoConnector } from './link/socket-io-connector.ts'
import type { Transports } from './link/socket-io-connector.ts'
import { pageHints } from './link/wake-hints.ts'
import type { WakeHints } from './link/wake-hints.ts'
import { keepConversations } from './models/conversations.ts'
import type { Core } from './models/core.ts'
import { keepOpenConversations } from './models/open-conversations.ts'
import { createSender } from './outbox/sender.ts'
import { keepIdentity } from './own-identity.ts'
import { createMirror } from './tabs/mirror.ts'
import { pageTabs } from './tabs/page-tabs.ts'
import type { Tabs } from './tabs/tabs.ts'

/** How long a question waits for a connection. */
const PATIENCE_MS = 10_000

const SESSION_OF_ANOTHER: Failure = {
  code: 'session-required',
  message: 'Somebody else has signed in to this browser meanwhile.',
  retryable: false,
}

/** What a client is told. Everything but the first two has a default that fits a browser's page. */
export interface ClientOptions {
  /** The relay's address, such as `https://relay.example`. */
  relay: string
  identity: Identity
  /** The language one reads, BCP 47. */
  locale?: string
  /** Where to keep what is unsent. Default: IndexedDB; in memory where there is none. */
  keep?: Keep
  /** How to connect. Default: Socket.IO. */
  connector?: Connector
  /** For the default connector: where its transports come from. Default: built in. */
  transports?: Transports
  /** How to reach the other tabs of this browser. Default: BroadcastChannel and Web Locks, as far as there are any; null: alone. */
  tabs?: Tabs | null
  clock?: Clock
  /** In [0, 1); for jitter only. */
  random?: () => number
  hints?: WakeHints
}

/**
 * Makes a client of one relay for one identity. Nothing is connected before `connect`, and nothing stored before the first message.
 *
 * @example
 * const client = createClient({ relay: 'https://relay.example', identity: { as: 'visitor', site: 'acme' } })
 * client.connect()
 * const conversation = client.startConversation({ url: location.href })
 * await conversation.send('Does this work with left-handed scissors?')
 */
export function createClient(options: ClientOptions): Client {
  const { relay, identity, locale, clock = deviceClock, random = chance, hints = pageHints } = options
  const scope = `${relay} ${identity.as === 'visitor' ? `visitor ${identity.site}` : `member ${identity.person}`}`
  const channelName = `firsthand:1 ${scope}`
  // A program without a page has no tabs, and would be kept running by a channel.
  const tabs = options.tabs === undefined ? (typeof document === 'undefined' ? null : pageTabs) : options.tabs
  const keep = options.keep ?? (hasIndexedDb() ? indexedDbKeep : null)
  const keeper = createKeeper({ keep, scope, clock, answered: () => void own.answered() })
  const events = createEmitter<ClientEvents>()
  const you = signal<Person | null>(null)
  const subjects = new Set<SubjectModel>()
  let offset = 0
  let wanted = false

  const link = createLink({
    connector: options.connector ?? createSocketIoConnector(relay, options.transports && { transports: options.transports }),
    clock,
    random,
    hints,
    auth: () => own.auth(),
    hello: () => ({
      ...(locale !== undefined && { locale }),
      inbox: conversations.cursor(),
      open: cursors().slice(0, link.welcome.value?.limits.helloConversations ?? LIMITS.helloConversations),
    }),
    // A session's cookie belongs to the whole browser: another tab may have signed somebody else in.
    objection: ({ you: person }) => (identity.as === 'member' && person && person.id !== identity.person ? SESSION_OF_ANOTHER : undefined),
  })
  const serverNow = (): number => clock.now() + offset
  const core: Core = {
    link,
    clock,
    hints,
    random,
    serverNow,
    you,
    me: () => you.value?.id ?? null,
    online: computed(() => link.state.value.state === 'online'),
    emit: events.emit,
  }

  // First of all who hear the relay: everything behind stands on the clock and on who one is.
  const forgetWelcome = link.on('welcome', (welcome) => {
    offset = welcome.serverTime - clock.now()
    you.value = welcome.you ?? you.value
    void recover(welcome)
  })
  const own = keepIdentity(identity, core, keeper, {
    read: () => sender.goOn(),
    reading() {
      sender.pause()
      const before = sender.outbox.value
      return (said) => {
        sender.restore(said, before)
        open.restored()
      }
    },
    changed() {
      // Nobody is seen to have something unsent meanwhile: whoever marks that would mark it of nobody.
      sender.clear()
      you.value = null
      conversations.clear()
      open.clear()
      visits.clear()
      link.shut()
      if (wanted) link.open()
    },
    tell: (told) => mirror.tell(told),
  })
  const mirror = createMirror({
    tabs,
    link,
    name: channelName,
    mark: own.mark,
    hear: (told) => void loaded.then(() => (told.type === 'forgotten' ? own.forgotten() : sender.hear(told))),
    strange: () => void loaded.then(own.look),
  })
  const sender = createSender(core, {
    ready: Promise.resolve().then(() => loaded),
    tabs,
    lockName: () => `${channelName} ${own.mark()}`,
    owe: keeper.owe,
    save: own.save,
    owes: keeper.owes,
    tell: mirror.tell,
    startOf,
    settled: (said, result, here) => open.settled(said, result, here),
  })
  const loaded = own.load()
  const conversations = keepConversations(core, {
    reaches: (id, seq) => open.get(id)?.reaches(seq),
    stands: sender.stands,
    gone: (id) => open.get(id)?.lose(),
    begun: own.begun,
  })
  const open = keepOpenConversations(core, sender, conversations)
  const visits = createVisits(link)
  const presence = keepPresence(core)

  /** How a conversation that stands could be begun again: by its visitor alone. */
  function startOf(id: ConversationId): Start | null {
    const known = conversations.known.value.get(id)
    if (!known || identity.as !== 'visitor') return null
    const { key, url } = known.subject
    const name = you.value?.name
    // What belongs to the site itself has no key to ask for.
    return { kind: known.kind, about: { ...(!key.startsWith('@') && { subject: key }), url }, ...(name != null && { name }) }
  }

  /** What is held of each log; of those no screen shows, one's own newest, and what the inbox knows of the newest few. */
  function cursors(): LogCursor[] {
    const listed = conversations.inbox.conversations.value.slice(0, 3).map(({ head }) => head)
    const seen = new Set<ConversationId>()
    return [...open.cursors(), ...sender.cursors(), ...listed].filter(
      ({ conversation }) => !seen.has(conversation) && seen.add(conversation),
    )
  }

  /** After a restore, what the relay lost of one's own is said again [P13]. */
  async function recover({ heads, epoch }: Welcome): Promise<void> {
    const doubtful = new Set(heads.flatMap(({ conversation, state }) => (state === 'diverged' || state === 'gone' ? [conversation] : [])))
    for (const cursor of sender.cursors()) if (cursor.epoch !== epoch) doubtful.add(cursor.conversation)
    sender.doubt(doubtful)
    for (const conversation of doubtful) await sender.recover(conversation)
  }

  /** A question may be asked before the connection stands: it waits a while for it. */
  async function whenOnline(): Promise<void> {
    if (core.online.value || !wanted) return
    await new Promise<void>((resolve) => {
      const ends = [clock.after(PATIENCE_MS, done), link.on('welcome', done), link.on('closed', done)]
      function done(): void {
        for (const end of ends) end()
        resolve()
      }
    })
  }

  return {
    connection: link.state,
    you,
    storage: keeper.storage,
    unsent: sender.unsent,
    inbox: conversations.inbox,
    serverNow,
    connect() {
      wanted = true
      void loaded.then(() => wanted && link.open())
    },
    disconnect() {
      wanted = false
      link.shut()
    },
    openConversation: open.open,
    startConversation: (about, page, id) =>
      open.start(id, { about: canonicalQuery(about), ...(page && { page: { url: canonicalUrl(page.url), title: page.title } }) }),
    watchSubject(query) {
      const model = watchSubject(core, canonicalQuery(query), () => subjects.delete(model))
      subjects.add(model)
      return model
    },
    visit: visits.visit,
    async readFacts(person) {
      await whenOnline()
      return link.request('facts:read', person === undefined ? {} : { person })
    },
    pageOf: visits.pageOf,
    reportActivity: presence.report,
    presence: presence.own,
    async appearAway(away) {
      await whenOnline()
      return presence.appearAway(away)
    },
    on: events.on,
    async forget() {
      // What is kept was said by this visitor too, whether or not this tab has heard of it.
      await loaded
      await own.look()
      return own.forget()
    },
    async close() {
      wanted = false
      link.close()
      for (const model of subjects) model.release()
      for (const part of [open, sender, conversations, visits, presence, own, mirror]) part.close()
      forgetWelcome()
      await keeper.close()
    },
  }
}

/** The mere mention of it throws where the browser forbids storage. */
function hasIndexedDb(): boolean {
  try {
    return typeof indexedDB !== 'undefined'
  } catch {
    return false
  }
}
