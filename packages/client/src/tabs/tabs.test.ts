import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFailure } from '@firsthand/protocol'
import { createNetwork, ARRIVES } from '../test-kit/socket-pair.ts'
import { messagesOf, setStage, statesOf, textsOf } from '../test-kit/stage.ts'
import type { Stage, StageBrowser, StageTab } from '../test-kit/stage.ts'

const ABOUT = { subject: 'scissors', url: 'https://acme.example/scissors' }

let stage: Stage
let browser: StageBrowser
let one: StageTab
let two: StageTab

beforeEach(() => {
  stage = setStage()
  browser = stage.browser()
})

afterEach(() => stage.close())

/** Two tabs that show the same conversation, of which one message has gone out. */
async function begin(): Promise<string> {
  one = browser.tab()
  const said = one.client.startConversation(ABOUT)
  await said.send('first')
  await stage.clock.advance(1_000)
  two = browser.tab()
  await stage.clock.advance(100)
  two.client.openConversation(said.id)
  await stage.clock.advance(1_000)
  return said.id
}

const goOffline = async (): Promise<void> => {
  stage.network.up = false
  stage.network.cut()
  await stage.clock.advance(10)
}
const goOnline = async (): Promise<void> => {
  stage.network.up = true
  await stage.clock.advance(60_000)
}
const both = <Seen>(see: (tab: StageTab) => Seen): [Seen, Seen] => [see(one), see(two)]

test('[P10] what is said in one tab shows in the other at once, also without a connection', async () => {
  const id = await begin()
  await goOffline()
  await one.client.openConversation(id).send('offline')
  await stage.clock.advance(2)
  expect(both(({ client }) => textsOf(client, id))).toEqual([
    ['first', 'offline'],
    ['first', 'offline'],
  ])
  expect(statesOf(two.client, id)).toEqual(['sent', 'waiting'])
  expect(two.client.unsent.value).toBe(1)
})

test('[P10] one tab sends, both show the ack, and what waits is said once', async () => {
  const id = await begin()
  await goOffline()
  for (const [at, tab] of [one, two, one, two].entries()) {
    await tab.client.openConversation(id).send(`m${at}`)
    await stage.clock.advance(5)
  }
  await goOnline()
  expect(both(({ client }) => textsOf(client, id))).toEqual(Array.from({ length: 2 }, () => ['first', 'm0', 'm1', 'm2', 'm3']))
  expect(both(({ client }) => client.unsent.value)).toEqual([0, 0])
  expect(stage.heard('message:send')).toHaveLength(5)
})

test('[P9] with every tab in the background, one that still runs sends in the place of a leader that does not', async () => {
  const id = await begin()
  stage.network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { ...ARRIVES, copies: 0 } : ARRIVES)
  await one.client.openConversation(id).send('second')
  await stage.clock.advance(100)
  one.freeze()
  one.visible = two.visible = false
  stage.network.fates = () => ARRIVES
  await stage.clock.advance(13_000)
  expect(statesOf(two.client, id)).toEqual(['sent', 'sent'])
})

test('[P5] without storage, what was said before a tab was opened goes out before what is said behind it', async () => {
  const id = await begin()
  const { keep } = browser
  const full: typeof keep = { ...keep, write: () => Promise.reject(new Error('full')) }
  const late = browser.tab({ keep: full })
  await stage.clock.advance(1_000)
  await goOffline()
  one.die()
  two.die()
  const said = late.client.openConversation(id)
  await said.send('m0')
  const later = browser.tab({ keep: full })
  await stage.clock.advance(100)
  later.client.openConversation(id)
  await said.send('m1')
  await stage.clock.advance(100)
  late.die()
  await goOnline()
  expect(textsOf(later.client, id)).toEqual(['first', 'm0', 'm1'])
})

test('[P5] what was said while a tab was put away goes out before what is said there next', async () => {
  const id = await begin()
  await goOffline()
  const said = one.client.openConversation(id)
  one.page.hidden()
  await said.send('m0')
  one.page.awake()
  await said.send('m1')
  one.die()
  await goOnline()
  expect(textsOf(two.client, id)).toEqual(['first', 'm0', 'm1'])
})

test('[P10] a tab whose own connection is cut has its words sent by the other', async () => {
  const id = await begin()
  const dead = createNetwork(stage.relay, stage.clock)
  dead.up = false
  const cut = browser.tab({ connector: dead.connector })
  await stage.clock.advance(100)
  await cut.client.openConversation(id).send('through the other')
  await stage.clock.advance(100)
  expect(textsOf(one.client, id)).toEqual(['first', 'through the other'])
  expect(cut.client.unsent.value).toBe(0)
  expect(statesOf(cut.client, id)).toEqual(['sent'])
})

test('[P10] [F12] the tab that leads is closed between sending and the ack: the other sends again, under the same cid', async () => {
  const id = await begin()
  stage.network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { ...ARRIVES, delayMs: 5_000 } : ARRIVES)
  await one.client.openConversation(id).send('second')
  await stage.clock.advance(100)
  expect(one.locking).toBe(true)
  one.die()
  void one.client.close()
  stage.network.fates = () => ARRIVES
  await stage.clock.advance(1_000)
  expect(textsOf(two.client, id)).toEqual(['first', 'second'])
  const sends = stage.heard('message:send').slice(1) as { cid: string }[]
  expect(sends).toHaveLength(2)
  expect(new Set(sends.map(({ cid }) => cid)).size).toBe(1)
})

test('[P10] [F12] a leader that is frozen is overtaken by the tab that is looked at, and stops when it thaws', async () => {
  const id = await begin()
  stage.network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { ...ARRIVES, copies: 0 } : ARRIVES)
  await one.client.openConversation(id).send('second')
  await stage.clock.advance(100)
  one.freeze()
  one.visible = false
  stage.network.fates = () => ARRIVES
  await stage.clock.advance(5_000)
  expect(statesOf(two.client, id)).toEqual(['sent', 'sent'])
  one.thaw()
  await stage.clock.advance(60_000)
  expect(both(({ client }) => textsOf(client, id))).toEqual([
    ['first', 'second'],
    ['first', 'second'],
  ])
  expect(both(({ locking }) => locking)).toEqual([false, false])
})

test('[P10] a tab nobody looks at does not take over', async () => {
  const id = await begin()
  stage.network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { ...ARRIVES, delayMs: 9_000 } : ARRIVES)
  two.visible = false
  await one.client.openConversation(id).send('second')
  await stage.clock.advance(8_000)
  expect(stage.heard('message:send')).toHaveLength(2)
})

test('[P18] a lock is held only while there is something to send and a way to send it', async () => {
  const id = await begin()
  expect(both(({ locking }) => locking)).toEqual([false, false])
  await goOffline()
  await one.client.openConversation(id).send('offline')
  await stage.clock.advance(10)
  expect(both(({ locking }) => locking)).toEqual([false, false])
  stage.network.up = true
  stage.network.fates = ({ kind, name }) => (kind === 'answer' && name === 'message:send' ? { ...ARRIVES, delayMs: 9_000 } : ARRIVES)
  await stage.clock.advance(5_000)
  expect(both(({ locking }) => locking)).toContain(true)
  one.page.hidden()
  two.page.hidden()
  expect(both(({ locking }) => locking)).toEqual([false, false])
})

test('[P10] [F12] a page that comes back from the back/forward cache shows what was said, sent and taken back meanwhile', async () => {
  const id = await begin()
  await goOffline()
  await one.client.openConversation(id).send('stays')
  await one.client.openConversation(id).send('goes')
  await stage.clock.advance(5)
  two.page.hidden()
  const goes = messagesOf(one.client, id).find((item) => item.text === 'goes')!
  await one.client.openConversation(id).remove(goes.cid)
  await one.client.openConversation(id).send('new')
  await stage.clock.advance(10)
  expect(textsOf(two.client, id)).toEqual(['first', 'stays', 'goes'])
  two.page.awake()
  await stage.clock.advance(5)
  expect(textsOf(two.client, id)).toEqual(['first', 'stays', 'new'])
  await goOnline()
  expect(both(({ client }) => textsOf(client, id))).toEqual(Array.from({ length: 2 }, () => ['first', 'stays', 'new']))
})

test('[P10] an unsent message edited in one tab and sent by the other ends with the new words, and with no conflict on screen', async () => {
  const id = await begin()
  await goOffline()
  await one.client.openConversation(id).send('wrods')
  await stage.clock.advance(5)
  const { cid } = messagesOf(two.client, id).at(-1)!
  await two.client.openConversation(id).edit(cid, 'words')
  await stage.clock.advance(2)
  expect(both(({ client }) => textsOf(client, id).at(-1))).toEqual(['words', 'words'])
  await goOnline()
  expect(both(({ client }) => statesOf(client, id))).toEqual([
    ['sent', 'sent'],
    ['sent', 'sent'],
  ])
  expect(both(({ client }) => textsOf(client, id))).toEqual([
    ['first', 'words'],
    ['first', 'words'],
  ])
})

test('[P2] [P10] words changed in the moment they go out elsewhere become an edit of what went out', async () => {
  const id = await begin()
  // No channel between these two: neither knows what the other does.
  const deaf = browser.tab({ tabs: null })
  await goOffline()
  await one.client.openConversation(id).send('wrods')
  await stage.clock.advance(5)
  deaf.page.awake()
  await stage.clock.advance(5)
  const { cid } = messagesOf(one.client, id).at(-1)!
  await one.client.openConversation(id).edit(cid, 'words')
  await goOnline()
  deaf.client.openConversation(id)
  await stage.clock.advance(1_000)
  for (const { client } of [one, two, deaf]) {
    expect(textsOf(client, id)).toEqual(['first', 'words'])
    expect(statesOf(client, id)).toEqual(['sent', 'sent'])
  }
})

test('[P10] a message taken back in one tab in the moment the other sends it is deleted', async () => {
  const id = await begin()
  await goOffline()
  await one.client.openConversation(id).send('oops')
  await stage.clock.advance(5)
  const { cid } = messagesOf(two.client, id).at(-1)!
  stage.network.up = true
  // Out, but the other tab was not told yet.
  let sent = false
  stage.network.fates = ({ kind, name }) => {
    if (kind === 'command' && name === 'message:send' && !sent) {
      sent = true
      void two.client.openConversation(id).remove(cid)
    }
    return ARRIVES
  }
  await stage.clock.advance(60_000)
  expect(sent).toBe(true)
  expect(both(({ client }) => textsOf(client, id))).toEqual([
    ['first', null],
    ['first', null],
  ])
})

test('[P9] a refusal shows in every tab, and trying again in one takes it from all', async () => {
  const id = await begin()
  stage.relay.refuseNext('message:send', createFailure('not-allowed'))
  await one.client.openConversation(id).send('second')
  await stage.clock.advance(1_000)
  expect(both(({ client }) => statesOf(client, id))).toEqual([
    ['sent', 'not-sent'],
    ['sent', 'not-sent'],
  ])
  await two.client.openConversation(id).retry(messagesOf(two.client, id).at(-1)!.cid)
  await stage.clock.advance(1_000)
  expect(both(({ client }) => statesOf(client, id))).toEqual([
    ['sent', 'sent'],
    ['sent', 'sent'],
  ])
})

test('the host page hears once that a message was sent: in the tab where it was said', async () => {
  const id = await begin()
  const told: string[] = []
  one.client.on('message-sent', () => told.push('one'))
  two.client.on('message-sent', () => told.push('two'))
  await goOffline()
  await two.client.openConversation(id).send('second')
  await goOnline()
  expect(told).toEqual(['two'])
})

test('[P11] forgetting in one tab, with the relay out of reach, wipes and changes every tab; nothing goes out under another identity', async () => {
  const id = await begin()
  const [before] = [stage.network.attempts.at(-1)!.auth]
  await goOffline()
  await one.client.openConversation(id).send('unsent')
  await stage.clock.advance(5)
  await one.client.forget()
  await stage.clock.advance(5)
  expect(both(({ client }) => client.you.value)).toEqual([null, null])
  expect(both(({ client }) => client.unsent.value)).toEqual([0, 0])
  expect(await browser.keep.read('https://relay.example visitor acme')).toEqual(new Map())
  stage.relay.heard.length = 0
  await goOnline()
  expect(stage.heard('message:send')).toEqual([])
  for (const { auth } of stage.network.attempts.slice(-2)) expect(auth).not.toEqual(before)
  // And from now on they are one new visitor.
  await two.client.startConversation(ABOUT).send('anew')
  await stage.clock.advance(2_000)
  expect(both(({ client }) => client.inbox.conversations.value.length)).toEqual([1, 1])
})

test('[P10] a conversation that stands on a page stays there when another tab begins one about the same', async () => {
  one = browser.tab()
  await goOffline()
  await one.client.startConversation(ABOUT).send('first')
  one.die()
  await one.client.close()
  two = browser.tab()
  const shown = two.client.startConversation(ABOUT)
  await goOnline()
  const { id } = shown
  expect(textsOf(two.client, id)).toEqual(['first'])
  const begun = browser.tab().client.startConversation(ABOUT)
  await goOffline()
  await begun.send('of another')
  two.page.awake()
  await stage.clock.advance(1_000)
  await goOnline()
  expect([shown.id, begun.id === id]).toEqual([id, false])
  expect(textsOf(two.client, shown.id)).toEqual(['first'])
})

test('[P11] logging out in a tab that has just opened, or has said nothing itself, ends what another tab has begun', async () => {
  const id = await begin()
  const fresh = browser.tab()
  await Promise.all([fresh.client.forget(), stage.clock.advance(5_000)])
  expect(await browser.keep.read('https://relay.example visitor acme')).toEqual(new Map())
  const alone = stage.browser()
  const idle = alone.tab({ tabs: null })
  await stage.clock.advance(1_000)
  const said = alone.tab({ tabs: null }).client.startConversation(ABOUT)
  await Promise.all([said.send('first'), stage.clock.advance(1_000)])
  await Promise.all([idle.client.forget(), stage.clock.advance(5_000)])
  expect(await alone.keep.read('https://relay.example visitor acme')).toEqual(new Map())
  expect(said.id).not.toBe(id)
})

test('[P11] without a way to be told, a tab does not bring back what was ended in another', async () => {
  const apart = stage.browser()
  const [left, right] = [apart.tab({ tabs: null }), apart.tab({ tabs: null })]
  await stage.clock.advance(1_000)
  const said = left.client.startConversation(ABOUT)
  await said.send('first')
  await stage.clock.advance(1_000)
  await goOffline()
  await Promise.all([right.client.forget(), stage.clock.advance(5_000)])
  await said.send('second')
  expect(await apart.keep.read('https://relay.example visitor acme')).toEqual(new Map())
  await goOnline()
  expect([...stage.relay.conversations.values()].map(({ entries }) => entries.length)).toEqual([1])
})

test('[P11] what is changed at the moment its identity turns out to have ended is not taken over by the next', async () => {
  const apart = stage.browser()
  const [left, right] = [apart.tab({ tabs: null }), apart.tab({ tabs: null })]
  await stage.clock.advance(1_000)
  await goOffline()
  const said = left.client.startConversation(ABOUT)
  await said.send('first')
  const { cid } = messagesOf(left.client, said.id)[0]!
  await Promise.all([right.client.forget(), stage.clock.advance(5_000)])
  await said.edit(cid, 'changed')
  expect(left.client.unsent.value).toBe(0)
  await goOnline()
  expect(stage.relay.conversations.size).toBe(0)
})

test('[P11] what could not be written before its identity ended is not kept for the next', async () => {
  const { keep } = browser
  let full = false
  const write: typeof keep.write = async (...records) => {
    if (full) throw new Error('full')
    return keep.write(...records)
  }
  const id = await begin()
  const late = browser.tab({ keep: { ...keep, write } })
  await stage.clock.advance(1_000)
  await goOffline()
  full = true
  await late.client.openConversation(id).send('of who was')
  await one.client.forget()
  await stage.clock.advance(5)
  full = false
  await late.client.startConversation(ABOUT).send('of who is')
  const kept = [...(await keep.read('https://relay.example visitor acme')).values()]
  expect(JSON.stringify(kept)).toContain('of who is')
  expect(JSON.stringify(kept)).not.toContain('of who was')
})

test('[P11] whom the relay knows and the storage never took says nothing in the place that another tab has taken there', async () => {
  const { keep } = browser
  const written: string[] = []
  let full = true
  const write: typeof keep.write = async (scope, records, claim) => {
    if (full) throw new Error('full')
    written.push(JSON.stringify(Array.from(records)))
    return keep.write(scope, records, claim)
  }
  one = browser.tab({ keep: { ...keep, write }, tabs: null })
  const mine = one.client.startConversation(ABOUT)
  await mine.send('of the one')
  await stage.clock.advance(1_000)
  expect(statesOf(one.client, mine.id)).toEqual(['sent'])
  two = browser.tab({ tabs: null })
  await two.client.startConversation(ABOUT).send('of the other')
  full = false
  await mine.send('more')
  await stage.clock.advance(1_000)
  expect(textsOf(one.client, mine.id)).toEqual(['of the one', 'more'])
  expect(written.join('')).not.toMatch(/of the one|more/)
})

test('[P11] a console sends nothing once another member has signed in to its browser', async () => {
  const { relay } = stage
  const console = stage.browser({ as: 'member', person: relay.owner.id }).tab()
  await begin()
  const [id] = relay.conversations.keys()
  await goOffline()
  await console.client.openConversation(id!).send('from Ada')
  const ada = relay.owner.id
  relay.owner.id = 'grace'
  await goOnline()
  expect(stage.heard('message:send')).toHaveLength(1)
  expect(console.client.connection.value).toMatchObject({ state: 'refused', failure: { code: 'session-required' } })
  expect(console.client.unsent.value).toBe(1)
  relay.owner.id = ada
  console.client.connect()
  await stage.clock.advance(1_000)
  expect(stage.heard('message:send')).toHaveLength(2)
})

test('[P11] a tab that could not be told learns of the end of its identity when it is looked at again', async () => {
  const id = await begin()
  two.page.hidden()
  await goOffline()
  await one.client.forget()
  await stage.clock.advance(5)
  expect(two.client.you.value).not.toBeNull()
  two.page.awake()
  await stage.clock.advance(5)
  expect(two.client.you.value).toBeNull()
  expect(two.client.openConversation(id).timeline.value).toEqual([])
})

test('[P10] a member’s tabs are one sender too, and signing out in one wipes all', async () => {
  const id = await begin()
  const console = stage.browser({ as: 'member', person: stage.relay.owner.id })
  const [left, right] = [console.tab(), console.tab()]
  await stage.clock.advance(100)
  left.client.openConversation(id)
  right.client.openConversation(id)
  await stage.clock.advance(100)
  await goOffline()
  await left.client.openConversation(id).send('answer')
  await stage.clock.advance(5)
  expect(textsOf(right.client, id)).toEqual(['first', 'answer'])
  await right.client.forget()
  await stage.clock.advance(5)
  expect(left.client.unsent.value).toBe(0)
  expect(await console.keep.read(`https://relay.example member ${stage.relay.owner.id}`)).toEqual(new Map())
})

test('a name given before the first message goes along to the conversation of another tab that takes its place', async () => {
  one = browser.tab()
  two = browser.tab()
  await stage.clock.advance(100)
  const begun = two.client.startConversation(ABOUT)
  await begun.giveName('Rosalind')
  const said = one.client.startConversation(ABOUT)
  await said.send('Hello?')
  await stage.clock.advance(1_000)
  two.client.openConversation(said.id)
  await stage.clock.advance(1_000)
  expect(two.client.you.value?.name).toBe('Rosalind')
  expect(stage.heard('name:give')).toHaveLength(1)
})

test('a name given in a conversation that has not begun goes along to one that stands already, once that is opened', async () => {
  const id = await begin()
  const fresh = browser.tab()
  await stage.clock.advance(1_000)
  await fresh.client.startConversation({ url: 'https://acme.example/elsewhere' }).giveName('Rosalind')
  fresh.client.openConversation(id)
  await stage.clock.advance(1_000)
  expect(fresh.client.you.value?.name).toBe('Rosalind')
})
