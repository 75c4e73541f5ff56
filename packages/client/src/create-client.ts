import { computed, signal } from '@preact/signals-core'
import { createId, createSecret, PROTOCOL_VERSION } from '@firsthand/protocol'
import type { ConversationId, Failure, Hello, Person, Result } from '@firsthand/protocol'
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
import { openConversation } from './models/conversation-model.ts'
import type { Beginning, OpenConversation } from './models/conversation-model.ts'
import type { Core } from './models/core.ts'
import { createSender } from './outbox/sender.ts'
import type { Said } from './outbox/outbox.ts'

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
  const visitor = identity.as === 'visitor'
  const scope = `${relay} ${visitor ? `visitor ${identity.site}` : `member ${identity.person}`}`
  const keeper = createKeeper(options.keep ?? (typeof indexedDB === 'undefined' ? null : indexedDbKeep), scope, clock)
  const events = createEmitter<ClientEvents>()
  const you = signal<Person | null>(null)
  const device = createId(clock.now())
  const open = new Map<ConversationId, OpenConversation & { uses: number }>()
  const subjects = new Set<SubjectModel>()
  let secret = createSecret()
  let offset = 0
  let wanted = false
  let leaving = false

  const link = createLink({
    connector: options.connector ?? createSocketIoConnector(relay, options.transports && { transports: options.transports }),
    clock,
    random,
    hints,
    auth: () => ({ protocol: PROTOCOL_VERSION, device, ...(visitor ? { as: 'visitor', site: identity.site, secret } : { as: 'member' }) }),
    hello: (): Hello => ({
      ...(locale !== undefined && { locale }),
      inbox: conversations.cursor(),
      open: [...open.values()].flatMap((one) => one.cursor() ?? []).slice(0, link.welcome.value?.limits.helloConversations ?? 0),
    }),
  })
  const serverNow = (): number => clock.now() + offset
  const online = computed(() => link.state.value.state === 'online')
  const core: Core = { link, clock, hints, random, serverNow, you, online, emit: events.emit }

  // First of all who hear the relay: everything behind them stands on the clock and on who one is.
  const ends = new Set<() => void>([
    link.on('welcome', (welcome) => {
      offset = welcome.serverTime - clock.now()
      you.value = welcome.you ?? you.value
    }),
    link.on('awake', () => void joinOtherTab()),
    link.on('refused', (failure) => {
      if (leaving) return
      events.emit('error', failure)
      if (visitor && failure.code === 'credential-revoked') void beginAnew()
    }),
  ])

  const loaded = load()

  const sender = createSender({ link, clock, random, serverNow, ready: loaded, save, settled })
  const conversations = keepConversations(
    core,
    (conversation) => open.get(conversation.id)?.reaches(conversation.head.seq),
    (id) => open.get(id)?.lose(),
  )
  const visits = createVisits(link)
  const presence = keepPresence(core)
  let unread = 0
  ends.add(
    conversations.inbox.unread.subscribe((count) => {
      if (count !== unread) events.emit('unread', { count: (unread = count) })
    }),
  )

  async function load(): Promise<void> {
    const kept = await keeper.load()
    if (typeof kept.secret === 'string') secret = kept.secret
    sender.restore(kept.said)
    for (const one of Array.from(open.values())) adoptKept(one)
  }

  /** Another tab may have begun while this one was out of sight: its visitor is this one's too. */
  async function joinOtherTab(): Promise<void> {
    if (!visitor || you.value || sender.outbox.value.length > 0) return
    const kept = await keeper.load()
    if (typeof kept.secret !== 'string' || kept.secret === secret || you.value) return
    secret = kept.secret
    link.restart()
  }

  /** Writes to the storage; where another tab was first, its secret is this visitor's too. */
  async function save(changes: (readonly [cid: string, said: Said | undefined])[]): Promise<void> {
    const stands = await keeper.save(changes, visitor ? secret : null)
    if (!visitor || typeof stands !== 'string' || stands === secret) return
    if (you.value === null) {
      secret = stands
      link.restart()
    } else {
      // Another tab forgot this visitor and began anew: nothing of the old one goes out under the new one [P11].
      await keeper.save(
        changes.map(([cid]) => [cid, undefined] as const),
        null,
      )
      reset(stands)
    }
  }

  function settled(said: Said, result: Result<unknown>): void {
    const { conversation, cid } = said.payload
    if (!result.ok) {
      events.emit('error', result.failure)
      // What shows nowhere as "not sent" is over with its refusal; so is what was to be done to a message that is gone.
      if (said.command === 'status:change' || said.command === 'name:give' || result.failure.code === 'message-deleted')
        void sender.drop([cid])
      return
    }
    const one = open.get(conversation)
    if (one) one.reaches((result.value as { seq: number }).seq)
    else sender.shown(conversation, Infinity)
    if (said.command !== 'message:send') return
    events.emit('message-sent', { conversation, cid })
    if (said.payload.start) void began(conversation)
  }

  async function began(id: ConversationId): Promise<void> {
    await conversations.refresh(id)
    void conversations.check()
    const begun = conversations.known.value.get(id)
    if (begun) events.emit('conversation-started', { conversation: id, subject: begun.subject.key })
  }

  /** A conversation that was begun before a reload and never acknowledged goes on where the page asks about the same thing. */
  function adoptKept(one: OpenConversation): void {
    const about = one.untouched()
    if (!about) return
    const kept = keptAbout(about.subject, about.url)
    if (kept === undefined || open.has(kept)) return
    open.delete(one.model.id)
    one.adopt(kept)
    open.set(kept, one as OpenConversation & { uses: number })
  }

  function keptAbout(subject: string | undefined, url: string): ConversationId | undefined {
    for (const { said } of sender.outbox.value) {
      const start = said.command === 'message:send' ? said.payload.start : undefined
      if (start && start.about.subject === subject && (subject !== undefined || start.about.url === url)) return said.payload.conversation
    }
    return undefined
  }

  function openOnce(id: ConversationId, beginning: Beginning | null): OpenConversation {
    let one = open.get(id)
    if (!one) {
      const made = openConversation(core, sender, conversations, id, beginning, () => release(made.model.id))
      one = { ...made, uses: 0 }
      open.set(id, one)
    }
    one.uses++
    return one
  }

  function release(id: ConversationId): void {
    const one = open.get(id)
    if (!one || --one.uses > 0) return
    open.delete(id)
    one.close()
    for (const { said, phase } of sender.outbox.value) {
      if (phase.state === 'acked' && said.payload.conversation === id) sender.shown(id, Infinity)
    }
  }

  /** Drops everything of the identity one had. */
  function reset(next: string): void {
    secret = next
    you.value = null
    sender.clear()
    conversations.clear()
    visits.clear()
    for (const one of open.values()) one.lose()
    open.clear()
    link.restart()
  }

  /** The credential is void: what was kept under it goes, and a stranger stays [P11]. */
  async function beginAnew(): Promise<void> {
    await keeper.wipe(secret)
    // Another tab may have begun anew already.
    const kept = await keeper.load()
    reset(typeof kept.secret === 'string' ? kept.secret : createSecret())
    if (wanted) link.open()
  }

  /** One question that may be asked before the connection stands: it waits a while for it. */
  async function whenOnline(): Promise<void> {
    if (online.value || !wanted) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cancel()
        end()
        ends.delete(done)
        resolve()
      }
      const cancel = clock.after(10_000, done)
      const end = link.on('welcome', done)
      ends.add(done)
    })
  }

  return {
    connection: link.state,
    you,
    storage: keeper.storage,
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
    openConversation: (id) => openOnce(id, null).model,
    startConversation(about, page) {
      const beginning = { about: canonicalQuery(about), ...(page && { page: { url: canonicalUrl(page.url), title: page.title } }) }
      const kept = keptAbout(beginning.about.subject, beginning.about.url)
      return openOnce(kept ?? createId(clock.now()), beginning).model
    },
    watchSubject(query) {
      const model = watchSubject(core, canonicalQuery(query), (released) => subjects.delete(released))
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
      leaving = true
      const told: Result<null> = visitor && you.value ? await link.request('credential:revoke', null) : { ok: true, value: null }
      // The relay may cut the connection before its answer is through: the cut says the same.
      const { state } = link
      const cut = state.value.state === 'refused' && (state.value as { failure: Failure }).failure.code === 'credential-revoked'
      link.shut()
      await keeper.wipe(visitor ? secret : null)
      reset(createSecret())
      leaving = false
      if (wanted) link.open()
      return cut ? { ok: true, value: null } : told
    },
    async close() {
      wanted = false
      link.close()
      for (const one of open.values()) one.close()
      for (const model of subjects) model.release()
      sender.close()
      conversations.close()
      visits.close()
      presence.close()
      for (const end of ends) end()
      await keeper.close()
    },
  }
}
