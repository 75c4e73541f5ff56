import { signal } from '@preact/signals-core'
import { createId } from '@firsthand/protocol'
import type { ConversationId } from '@firsthand/protocol'
import type { Client, ConnectionState, ConversationModel, SubjectModel } from '../client.ts'
import { deviceClock } from '../clock.ts'
import type { ClientOptions, createClient } from '../create-client.ts'
import { backoffMs, chance } from '../link/backoff.ts'
import { deferConversation } from './deferred-conversation.ts'
import { createLate } from './late.ts'

/**
 * A client whose code is loaded behind the first paint: what is drawn from it does not wait, and everything asked of it
 * meanwhile is done once it is there. Else it is the client of `createClient`, to which each call goes.
 *
 * @param load brings `createClient`; tried again, later each time, where that fails
 */
export function createDeferredClient(
  options: ClientOptions,
  load: () => Promise<{ createClient: typeof createClient }> = () => import('../create-client.ts'),
): Client {
  const { clock = deviceClock, random = chance } = options
  const connection = signal<ConnectionState>({ state: 'idle' })
  const inMemory = signal(0)
  const conversations = new Map<ConversationId, { model: ConversationModel; uses: number }>()
  let made: Client | null = null
  let over = false
  let cancel = (): void => {}

  async function bring(): Promise<Client> {
    for (let failures = 1; ; failures++) {
      try {
        const { createClient: create } = await load()
        if (!over) return (made = create(options))
      } catch {
        if (!over) {
          const wait = backoffMs(failures, random())
          connection.value = { state: 'waiting', attempt: failures, retryAt: clock.now() + wait }
          await new Promise<void>((resolve) => (cancel = clock.after(wait, resolve)))
          connection.value = { state: 'connecting', attempt: failures + 1 }
        }
      }
      // Closed before it began: whoever still waits has nothing to wait for.
      if (over) await new Promise<never>(() => {})
    }
  }

  const coming = bring()
  const late = createLate(coming)
  const inbox = { conversations: [] }

  /** One object for one id, also across the arrival. */
  function defer(id: ConversationId, state: 'new' | 'loading', open: (client: Client) => ConversationModel): ConversationModel {
    const client = late.peek()
    const known = conversations.get(id)
    if (known) {
      known.uses++
      return known.model
    }
    if (client) return open(client)
    const model = deferConversation(coming.then(open), id, state, (more) => (inMemory.value += more))
    const { release } = model
    const shown = { model, uses: 1 }
    model.release = () => {
      if (--shown.uses > 0) return
      conversations.delete(id)
      release()
    }
    conversations.set(id, shown)
    return model
  }

  return {
    connection: late.read(
      (client) => client.connection,
      () => connection.value,
    ),
    you: late.read(
      (client) => client.you,
      () => null,
    ),
    storage: late.read(
      (client) => client.storage,
      () => (inMemory.value > 0 ? 'memory' : 'kept'),
    ),
    unsent: late.read(
      (client) => client.unsent,
      () => inMemory.value,
    ),
    inbox: {
      state: late.read(
        (client) => client.inbox.state,
        () => 'loading',
      ),
      conversations: late.read(
        (client) => client.inbox.conversations,
        () => inbox.conversations,
      ),
      unread: late.read(
        (client) => client.inbox.unread,
        () => 0,
      ),
      older: late.read(
        (client) => client.inbox.older,
        () => 'none',
      ),
      loadOlder: () => late.act((client) => client.inbox.loadOlder()),
    },
    serverNow: () => late.peek()?.serverNow() ?? clock.now(),
    connect() {
      if (connection.value.state === 'idle') connection.value = { state: 'connecting', attempt: 1 }
      void late.act((client) => client.connect())
    },
    disconnect: () => void late.act((client) => client.disconnect()),
    openConversation: (id) => defer(id, 'loading', (client) => client.openConversation(id)),
    startConversation(about, page, id = createId(clock.now())) {
      return defer(id, 'new', (client) => client.startConversation(about, page, id))
    },
    watchSubject(query) {
      const subject = createLate<SubjectModel>(coming.then((client) => client.watchSubject(query)))
      return {
        state: subject.read(
          (model) => model.state,
          () => 'loading',
        ),
        card: subject.read(
          (model) => model.card,
          () => null,
        ),
        subject: subject.read(
          (model) => model.subject,
          () => null,
        ),
        availability: subject.read(
          (model) => model.availability,
          () => ({ hereUntil: null, answers: null }),
        ),
        failure: subject.read(
          (model) => model.failure,
          () => null,
        ),
        release: () => void subject.act((model) => model.release()),
      }
    },
    visit: (page) => void late.act((client) => client.visit(page)),
    readFacts: (person) => late.act((client) => client.readFacts(person)),
    pageOf: (person) =>
      createLate(coming.then((client) => client.pageOf(person))).read(
        (page) => page,
        () => null,
      ),
    reportActivity: (active) => void late.act((client) => client.reportActivity(active)),
    presence: late.read(
      (client) => client.presence,
      () => ({ hereUntil: null, appearAway: false }),
    ),
    appearAway: (away) => late.act((client) => client.appearAway(away)),
    on(name, handler) {
      let off = false
      const on = late.act((client) => (off ? () => {} : client.on(name, handler)))
      return () => {
        off = true
        void on.then((end) => end())
      }
    },
    forget: () => late.act((client) => client.forget()),
    async close() {
      over = true
      cancel()
      connection.value = { state: 'closed' }
      await made?.close()
    },
  }
}
