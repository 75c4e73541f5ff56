import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFailure } from '@firsthand/protocol'
import type { Client, ClientEvents, MessageItem } from './client.ts'
import { createClient } from './create-client.ts'
import type { ClientOptions } from './create-client.ts'
import { createMemoryKeep } from './keep/memory-keep.ts'
import { createFakeClock } from './test-kit/fake-clock.ts'
import type { FakeClock } from './test-kit/fake-clock.ts'
import { createModelRelay } from './test-kit/model-relay.ts'
import type { ModelRelay } from './test-kit/model-relay.ts'
import { ARRIVES, createNetwork } from './test-kit/socket-pair.ts'
import type { Network } from './test-kit/socket-pair.ts'

const ABOUT = { subject: 'scissors', url: 'https://acme.example/scissors' }

let clock: FakeClock
let relay: ModelRelay
let network: Network
let clients: Client[]

beforeEach(() => {
  clock = createFakeClock()
  relay = createModelRelay(clock.now)
  network = createNetwork(relay, clock)
  clients = []
})

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()))
})

function open(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    relay: 'https://relay.example',
    identity: { as: 'visitor', site: 'acme' },
    connector: network.connector,
    keep: createMemoryKeep(),
    clock,
    random: () => 0.5,
    ...options,
  })
  clients.push(client)
  client.connect()
  return client
}

const openOwner = (options: Partial<ClientOptions> = {}): Client => open({ identity: { as: 'member', person: relay.owner.id }, ...options })

const messages = (client: Client, id: string): MessageItem[] =>
  client.openConversation(id).timeline.value.filter((item): item is MessageItem => item.kind === 'message')
const texts = (client: Client, id: string): (string | null)[] => messages(client, id).map((item) => item.text)
const states = (client: Client, id: string): string[] => messages(client, id).map((item) => item.delivery.state)
const heard = (name: string): unknown[] => relay.heard.filter((one) => one.name === name).map((one) => one.payload)

test('a visitor writes, the owner sees it live and answers, and both read the same', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  const { id } = said
  expect(owner.inbox.conversations.value).toMatchObject([{ id, unread: 1, last: { body: { text: 'Hello?' } } }])
  const answer = owner.openConversation(id)
  await clock.advance(100)
  expect(owner.inbox.unread.value).toBe(1)
  answer.markRead()
  await answer.send('Yes, left-handed too.')
  await clock.advance(1_000)
  expect(owner.inbox.unread.value).toBe(0)
  expect(said.state.value).toBe('ready')
  for (const client of [owner, visitor]) expect(texts(client, id)).toEqual(['Hello?', 'Yes, left-handed too.'])
  expect(visitor.you.value).toMatchObject({ kind: 'anonymous' })
})

test('[P1] the message, its conversation and the secret are kept in one write before the screen shows it', async () => {
  const keep = createMemoryKeep()
  const writes: { keys: string[]; shown: number }[] = []
  const client = open({
    keep: {
      ...keep,
      write(scope, records, claim) {
        const all = [...records]
        writes.push({ keys: [...all.map(([key]) => key.split(':')[0]!), claim!.key], shown: said.timeline.value.length })
        return keep.write(scope, all, claim)
      },
    },
  })
  network.up = false
  const said = client.startConversation(ABOUT)
  await clock.advance(1_000)
  expect(writes).toEqual([])
  await said.send('Hello?')
  expect(writes).toEqual([{ keys: ['said', 'secret'], shown: 0 }])
  expect(said.timeline.value).toMatchObject([{ text: 'Hello?', seq: null, delivery: { state: 'waiting' } }])
})

test('[P1] the committed entry stands under the key of its local echo', async () => {
  const client = open()
  const said = client.startConversation(ABOUT)
  network.fates = ({ kind }) => ({ ...ARRIVES, delayMs: kind === 'answer' ? 50 : 10 })
  const keys = new Set<string>()
  const forget = said.timeline.subscribe((items) => items.forEach((item) => keys.add(item.key)))
  await said.send('Hello?')
  await clock.advance(5_000)
  expect(said.timeline.value).toMatchObject([{ seq: 1, own: true, delivery: { state: 'sent' } }])
  expect(keys.size).toBe(1)
  forget()
})

test('[P2] a first message whose ack was lost is sent again with its beginning: one person, one conversation, one message', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  let cuts = 2
  network.fates = ({ kind, name }) =>
    kind === 'answer' && name === 'message:send' && cuts-- > 0 ? { copies: 0, delayMs: 1, cut: true } : ARRIVES
  await said.send('Hello?')
  await clock.advance(60_000)
  const sends = heard('message:send')
  expect(sends).toHaveLength(3)
  expect(new Set(sends.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(sends[0]).toMatchObject({ start: { kind: 'chat', about: ABOUT } })
  expect(relay.people.size).toBe(1)
  expect(relay.conversations.size).toBe(1)
  expect(texts(visitor, said.id)).toEqual(['Hello?'])
})

test('[P5] one conversation has one command under way, and the order of saying is the order of seq', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  let under = 0
  let most = 0
  network.fates = ({ kind, name }) => {
    if (name === 'message:send' && kind === 'command') most = Math.max(most, ++under)
    if (name === 'message:send' && kind === 'answer') under--
    return { ...ARRIVES, delayMs: 20 }
  }
  const all = Array.from({ length: 10 }, (_, index) => `m${index}`)
  await Promise.all(all.map((text) => said.send(text)))
  await clock.advance(10_000)
  expect(most).toBe(1)
  expect(texts(visitor, said.id)).toEqual(all)
})

test('[P9] what is unsent survives the page, with the conversation it begins and the secret it was said under', async () => {
  const keep = createMemoryKeep()
  network.up = false
  const before = open({ keep })
  const said = before.startConversation(ABOUT)
  await said.send('one')
  await said.send('two')
  await before.close()
  network.up = true
  const after = open({ keep })
  const again = after.startConversation({ ...ABOUT, url: `${ABOUT.url}?utm_source=mail#reviews` })
  await clock.advance(5_000)
  expect(again.id).toBe(said.id)
  expect(again.timeline.value).toMatchObject([
    { text: 'one', seq: 1 },
    { text: 'two', seq: 2 },
  ])
  await after.close()
  const later = open({ keep })
  await clock.advance(1_000)
  expect(later.inbox.conversations.value).toHaveLength(1)
  expect(heard('message:send')).toHaveLength(2)
})

test.each([
  ['rejects', () => Promise.reject(new Error('QuotaExceededError'))],
  [
    'throws',
    () => {
      throw new Error('SecurityError')
    },
  ],
  ['never answers', () => new Promise<never>(() => {})],
])('[P9] [P20] where storage %s the message goes out all the same, and the visitor is told', async (_, fails) => {
  const visitor = open({ keep: { read: fails, write: fails, wipe: fails } })
  const said = visitor.startConversation(ABOUT)
  const sent = said.send('Hello?')
  await clock.advance(20_000)
  await sent
  expect(visitor.storage.value).toBe('memory')
  expect(said.timeline.value).toMatchObject([{ text: 'Hello?', seq: 1 }])
})

test('[P11] two tabs that write their first message at once end as one visitor', async () => {
  const keep = createMemoryKeep()
  const [one, two] = [open({ keep }), open({ keep })]
  await clock.advance(100)
  const [here, there] = [one.startConversation(ABOUT), two.startConversation({ url: 'https://acme.example/other' })]
  await Promise.all([here.send('here'), there.send('there')])
  await clock.advance(30_000)
  expect(relay.people.size).toBe(1)
  expect(one.you.value?.id).toBe(two.you.value?.id)
  for (const tab of [one, two]) expect(tab.inbox.conversations.value).toHaveLength(2)
})

test('[P11] a tab that comes to sight joins the visitor that another tab has become meanwhile', async () => {
  const keep = createMemoryKeep()
  let awake = (): void => {}
  const other = open({ keep, hints: { visible: () => true, listen: (on) => ((awake = on.awake), () => {}) } })
  await clock.advance(100)
  const said = open({ keep }).startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  awake()
  await clock.advance(1_000)
  expect(other.inbox.conversations.value).toMatchObject([{ id: said.id }])
  expect(relay.people.size).toBe(1)
})

test('[P9] [P20] where storage may not even be mentioned, the client works in memory and says so', async () => {
  vi.stubGlobal('indexedDB', undefined)
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  })
  try {
    const client = createClient({
      relay: 'https://relay.example',
      identity: { as: 'visitor', site: 'acme' },
      connector: network.connector,
      clock,
    })
    clients.push(client)
    expect(client.storage.value).toBe('memory')
  } finally {
    vi.unstubAllGlobals()
  }
})

test('[P10] a tab that stands beside another joins its visitor as soon as that one has written', async () => {
  const keep = createMemoryKeep()
  let awake = (): void => {}
  const here = open({ keep })
  const there = open({ keep, hints: { visible: () => true, listen: (on) => ((awake = on.awake), () => {}) } })
  await clock.advance(100)
  network.fates = ({ kind, name }) => (kind === 'command' && name === 'message:send' ? { ...ARRIVES, delayMs: 2_000 } : ARRIVES)
  await here.startConversation(ABOUT).send('Hello?')
  // Once as it is kept, when the relay knows of nobody yet, and once as it is sent.
  awake()
  await clock.advance(1_000)
  expect(there.you.value).toBeNull()
  await clock.advance(2_000)
  awake()
  await clock.advance(1_000)
  expect(there.you.value).toEqual(here.you.value)
  expect(there.inbox.conversations.value).toHaveLength(1)
})

test('[P10] who disconnected before another tab wrote joins its visitor on coming back', async () => {
  const keep = createMemoryKeep()
  const there = open({ keep })
  await clock.advance(100)
  there.disconnect()
  const here = open({ keep })
  await here.startConversation(ABOUT).send('Hello?')
  await clock.advance(1_000)
  there.connect()
  await clock.advance(1_000)
  expect(there.you.value).toEqual(here.you.value)
})

test('what waits to be sent is counted until the relay has it, or has refused it', async () => {
  const visitor = open()
  await clock.advance(100)
  network.up = false
  network.cut()
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await said.send('two')
  expect(visitor.unsent.value).toBe(2)
  network.up = true
  await clock.advance(60_000)
  expect(visitor.unsent.value).toBe(0)
})

test('opening an old conversation by its address is no news; one that begins elsewhere is', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  const reader = openOwner()
  await clock.advance(1_000)
  const read = reader.openConversation(said.id)
  await clock.advance(1_000)
  read.markRead()
  await clock.advance(1_000)
  network.fates = ({ name }) => (name === 'inbox:read' ? { ...ARRIVES, delayMs: 5_000 } : ARRIVES)
  const owner = openOwner()
  const news: string[] = []
  owner.on('message-received', ({ conversation }) => news.push(conversation))
  owner.openConversation(said.id)
  await clock.advance(10_000)
  expect(news).toEqual([])
  const other = open().startConversation(ABOUT)
  await other.send('Somebody else')
  await clock.advance(1_000)
  expect(news).toEqual([other.id])
})

test('[P11] forgetting revokes the credential and leaves nothing of this identity, here or in storage', async () => {
  const keep = createMemoryKeep()
  const visitor = open({ keep })
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  const first = network.attempts.at(-1)!.auth
  const forgotten = visitor.forget()
  await clock.advance(5_000)
  expect(await forgotten).toEqual({ ok: true, value: null })
  expect(visitor.you.value).toBeNull()
  expect(visitor.inbox.conversations.value).toEqual([])
  expect(said.state.value).toBe('gone')
  expect(await keep.read('https://relay.example visitor acme')).toEqual(new Map())
  expect(visitor.connection.value.state).toBe('online')
  expect(network.attempts.at(-1)!.auth).not.toEqual(first)
})

test('[P11] what waits in the outbox is never sent under another identity', async () => {
  const keep = createMemoryKeep()
  const visitor = open({ keep })
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await clock.advance(1_000)
  network.up = false
  network.cut()
  await said.send('two')
  await visitor.forget()
  network.up = true
  await clock.advance(60_000)
  expect(heard('message:send')).toHaveLength(1)
})

test('[P11] a credential revoked elsewhere is wiped, and the visitor begins anew, visibly', async () => {
  const keep = createMemoryKeep()
  const [here, there] = [open({ keep }), open({ keep })]
  const said = here.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  await there.close()
  const other = open({ keep })
  const errors: ClientEvents['error'][] = []
  other.on('error', (failure) => errors.push(failure))
  await clock.advance(1_000)
  const listed = other.openConversation(said.id)
  const forgotten = here.forget()
  await clock.advance(5_000)
  await forgotten
  expect(errors).toMatchObject([{ code: 'credential-revoked' }])
  expect(listed.state.value).toBe('gone')
  expect(other.you.value).toBeNull()
  expect(other.connection.value.state).toBe('online')
})

test('[P12] a clock a day off changes neither the order nor how long the owner counts as here', async () => {
  const day = 86_400_000
  const skewed = { now: () => clock.now() + day, after: clock.after }
  relay.hereUntil = clock.now() + 60_000
  const visitor = open({ clock: skewed })
  const owner = openOwner()
  const card = visitor.watchSubject(ABOUT)
  const said = visitor.startConversation(ABOUT)
  await said.send('first')
  await clock.advance(1_000)
  owner.openConversation(said.id)
  await owner.openConversation(said.id).send('second')
  await clock.advance(1_000)
  expect(texts(visitor, said.id)).toEqual(['first', 'second'])
  expect(Math.abs(visitor.serverNow() - clock.now())).toBeLessThan(1_000)
  expect(card.availability.value.hereUntil).toBe(relay.hereUntil)
  await clock.advance(60_000)
  expect(card.availability.value.hereUntil).toBeNull()
})

test('[P8] a broadcast that was missed heals within 10 s while somebody may be looking', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await clock.advance(1_000)
  owner.openConversation(said.id)
  await clock.advance(1_000)
  network.fates = ({ kind }) => (kind === 'event' ? { ...ARRIVES, copies: 0 } : ARRIVES)
  await said.send('two')
  await clock.advance(10_000)
  expect(texts(owner, said.id)).toEqual(['one', 'two'])
  expect(texts(visitor, said.id)).toEqual(['one', 'two'])
})

test('[P8] who was nobody when the connection stood hears within 10 s what was missed, as soon as another tab has begun', async () => {
  network.fates = ({ kind }) => (kind === 'event' ? { ...ARRIVES, copies: 0 } : ARRIVES)
  const keep = createMemoryKeep()
  // It reads who it is, and leaves what is unsent to the other.
  const read = async (scope: string): Promise<Map<string, unknown>> =>
    new Map([...(await keep.read(scope))].filter(([key]) => key === 'secret'))
  const tab = open({ keep: { ...keep, read } })
  await clock.advance(1_000)
  const said = open({ keep }).startConversation(ABOUT)
  relay.refuseNext('message:send', createFailure('store-unavailable', { retryAfterMs: 30_000 }))
  await said.send('one')
  await clock.advance(1_000)
  network.cut()
  await clock.advance(25_000)
  expect([tab.connection.value.state, relay.conversations.size]).toEqual(['online', 0])
  await clock.advance(15_000)
  expect(tab.inbox.conversations.value.map(({ id }) => id)).toEqual([said.id])
})

test('[P7] a live entry that comes too early is held for half a second, and then the gap is read', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await clock.advance(1_000)
  owner.openConversation(said.id)
  await clock.advance(1_000)
  const syncs = (): number => heard('conversation:sync').length
  const before = syncs()
  let dropped = false
  network.fates = ({ kind, name }) => {
    if (kind !== 'event' || name !== 'entry:committed' || dropped) return ARRIVES
    dropped = true
    return { ...ARRIVES, copies: 0 }
  }
  await said.send('two')
  await clock.advance(20)
  await said.send('three')
  await clock.advance(20)
  expect(texts(owner, said.id)).toEqual(['one'])
  await clock.advance(440)
  expect(syncs()).toBe(before)
  await clock.advance(100)
  expect(syncs()).toBe(before + 1)
  expect(texts(owner, said.id)).toEqual(['one', 'two', 'three'])
})

test('[F5] a link that died without a word is noticed within 45 s by whoever looks on, and heals', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('one')
  await clock.advance(10_000)
  network.swallow = true
  const diedAt = clock.now()
  let noticedAt = 0
  const end = owner.connection.subscribe(({ state }) => {
    if (state !== 'online') noticedAt ||= clock.now()
  })
  await clock.advance(45_000)
  end()
  expect(noticedAt - diedAt).toBeLessThan(45_000)
  network.swallow = false
  await clock.advance(30_000)
  expect(owner.connection.value.state).toBe('online')
})

test('[P14] an edit and a deletion show at once and converge', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('helo')
  await said.send('oops')
  await clock.advance(1_000)
  const [first, second] = messages(visitor, said.id)
  await said.edit(first!.cid, 'hello')
  await said.remove(second!.cid)
  expect(texts(visitor, said.id)).toEqual(['hello', null])
  await clock.advance(1_000)
  for (const client of [visitor, owner]) {
    client.openConversation(said.id)
    await clock.advance(1_000)
    expect(messages(client, said.id)).toMatchObject([{ text: 'hello', edited: true }, { text: null }])
  }
})

test('an unsent message is edited and removed in the outbox itself; one that may have arrived is not', async () => {
  network.up = false
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('helo')
  await said.send('oops')
  const [first, second] = messages(visitor, said.id)
  await said.edit(first!.cid, 'hello')
  await said.remove(second!.cid)
  expect(texts(visitor, said.id)).toEqual(['hello'])
  network.up = true
  network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { copies: 0, delayMs: 1, cut: true } : ARRIVES)
  await clock.advance(5_000)
  await said.edit(first!.cid, 'hello there')
  expect(texts(visitor, said.id)).toEqual(['hello there'])
  network.fates = () => ARRIVES
  await clock.advance(60_000)
  expect(heard('message:send').at(-1)).toMatchObject({ text: 'hello' })
  expect(heard('message:edit')).toMatchObject([{ text: 'hello there', target: first!.cid }])
  expect(messages(visitor, said.id)).toMatchObject([{ text: 'hello there', seq: 1 }])
})

test('[P9] a refused message stays visible as not sent, and goes out under a new cid when it is tried again', async () => {
  const keep = createMemoryKeep()
  const visitor = open({ keep })
  const said = visitor.startConversation(ABOUT)
  relay.refuseNext('message:send', createFailure('not-allowed'))
  await said.send('Hello?')
  await clock.advance(1_000)
  expect(states(visitor, said.id)).toEqual(['not-sent'])
  await visitor.close()
  const again = open({ keep })
  const kept = again.startConversation(ABOUT)
  await clock.advance(1_000)
  expect(states(again, kept.id)).toEqual(['not-sent'])
  const [refused] = messages(again, kept.id)
  await kept.retry(refused!.cid)
  await clock.advance(1_000)
  expect(messages(again, kept.id)).toMatchObject([{ text: 'Hello?', seq: 1 }])
  expect(new Set(heard('message:send').map((one) => (one as { cid: string }).cid)).size).toBe(2)
})

test('a refused message can be discarded', async () => {
  const keep = createMemoryKeep()
  const visitor = open({ keep })
  const said = visitor.startConversation(ABOUT)
  relay.refuseNext('message:send', createFailure('payload-invalid'))
  await said.send('Hello?')
  await clock.advance(1_000)
  await said.discard(messages(visitor, said.id)[0]!.cid)
  expect(said.timeline.value).toEqual([])
  expect([...(await keep.read('https://relay.example visitor acme')).keys()]).toEqual(['secret'])
})

test('a message the relay puts off is sent again under the same cid, after as long as it says', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  relay.refuseNext('message:send', createFailure('rate-limited', { retryAfterMs: 9_000 }))
  await said.send('Hello?')
  await clock.advance(8_900)
  expect(heard('message:send')).toHaveLength(1)
  await clock.advance(200)
  const sends = heard('message:send') as { cid: string }[]
  expect(sends).toHaveLength(2)
  expect(sends[0]!.cid).toBe(sends[1]!.cid)
  expect(states(visitor, said.id)).toEqual(['sent'])
})

test('[P15] sent, then delivered, then read, and never back', async () => {
  const owner = openOwner()
  const visitor = open()
  await clock.advance(100)
  const said = visitor.startConversation(ABOUT)
  const seen: string[] = []
  const forget = said.timeline.subscribe(([item]) => {
    if (item?.kind === 'message' && seen.at(-1) !== item.delivery.state) seen.push(item.delivery.state)
  })
  await said.send('Hello?')
  await clock.advance(2_000)
  const there = owner.openConversation(said.id)
  await clock.advance(100)
  there.markRead()
  await clock.advance(2_000)
  network.cut()
  await clock.advance(5_000)
  expect(seen).toEqual(['sending', 'sent', 'delivered', 'read'])
  forget()
})

test('a name given before the first message is sent along with it, and later as an entry', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.giveName('Rosalind')
  expect(heard('name:give')).toEqual([])
  await said.send('Hello?')
  await clock.advance(1_000)
  expect(visitor.you.value?.name).toBe('Rosalind')
  await said.giveName('Rosalind F.')
  await clock.advance(1_000)
  expect(visitor.you.value?.name).toBe('Rosalind F.')
  expect(said.timeline.value.at(-1)).toMatchObject({ kind: 'event', own: true, event: { type: 'name-given', name: 'Rosalind F.' } })
})

test('earlier entries are paged in until there are none', async () => {
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  for (let index = 1; index <= 120; index++) await said.send(`m${index}`)
  await clock.advance(30_000)
  const owner = openOwner()
  const there = owner.openConversation(said.id)
  await clock.advance(1_000)
  expect(texts(owner, said.id)).toHaveLength(50)
  expect(there.earlier.value).toBe('more')
  for (let page = 0; page < 2; page++) {
    const done = there.loadEarlier()
    await clock.advance(100)
    await done
  }
  expect(there.earlier.value).toBe('none')
  expect(texts(owner, said.id)).toEqual(Array.from({ length: 120 }, (_, index) => `m${index + 1}`))
})

test('typing is told to the others while it lasts, and expires by itself', async () => {
  const owner = openOwner()
  const visitor = open()
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  const there = owner.openConversation(said.id)
  await clock.advance(1_000)
  for (let key = 0; key < 5; key++) {
    there.reportTyping(true)
    await clock.advance(100)
  }
  expect(heard('typing:report')).toHaveLength(1)
  expect(said.typing.value).toMatchObject([{ id: relay.owner.id }])
  network.fates = ({ name }) => (name.startsWith('typing') ? { ...ARRIVES, copies: 0 } : ARRIVES)
  await clock.advance(7_000)
  expect(said.typing.value).toEqual([])
})

test('the page visited is said without query and hash, and again on every connection', async () => {
  const visitor = open()
  await clock.advance(100)
  visitor.visit({ url: 'https://acme.example/scissors?token=secret#top', title: 'Scissors' })
  await clock.advance(100)
  network.cut()
  await clock.advance(2_000)
  expect(heard('page:visit')).toEqual([
    { page: { url: 'https://acme.example/scissors', title: 'Scissors' } },
    { page: { url: 'https://acme.example/scissors', title: 'Scissors' } },
  ])
})

test('a closed client leaves no timer and no connection behind', async () => {
  const owner = openOwner()
  const visitor = open()
  owner.reportActivity(true)
  visitor.watchSubject(ABOUT)
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  owner.openConversation(said.id).reportTyping(true)
  void owner.readFacts()
  await clock.advance(100)
  await Promise.all([owner.close(), visitor.close()])
  expect(clock.timers).toBe(0)
  expect(relay.connections.size).toBe(0)
  expect(visitor.connection.value).toEqual({ state: 'closed' })
  visitor.connect()
  await clock.advance(60_000)
  expect(visitor.connection.value).toEqual({ state: 'closed' })
})

test('events tell what happened, without bodies', async () => {
  const owner = openOwner()
  const visitor = open()
  const told: [string, unknown][] = []
  for (const name of ['message-sent', 'message-received', 'conversation-started', 'unread', 'resolved'] as const) {
    visitor.on(name, (event) => told.push([name, event]))
  }
  const said = visitor.startConversation(ABOUT)
  await said.send('Hello?')
  await clock.advance(1_000)
  const there = owner.openConversation(said.id)
  await clock.advance(100)
  await there.send('Hello!')
  await clock.advance(1_000)
  await there.changeStatus('resolved')
  await clock.advance(1_000)
  expect(told).toEqual([
    ['message-sent', { conversation: said.id, cid: messages(visitor, said.id)[0]!.cid }],
    ['conversation-started', { conversation: said.id, subject: 'scissors' }],
    ['unread', { count: 1 }],
    ['message-received', { conversation: said.id, seq: 2, author: relay.owner.id }],
    ['resolved', { conversation: said.id }],
  ])
})
