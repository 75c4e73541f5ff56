import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationModel, EventItem } from '../client.ts'
import { createNetwork } from '../test-kit/socket-pair.ts'
import { messagesOf, setStage, textsOf } from '../test-kit/stage.ts'
import type { Stage, StageBrowser, StageTab } from '../test-kit/stage.ts'

const ABOUT = { subject: 'scissors', url: 'https://acme.example/scissors' }
const DAY = 24 * 3_600_000

let stage: Stage
let visitors: StageBrowser
let members: StageBrowser
let visitor: StageTab
let owner: StageTab

beforeEach(() => {
  stage = setStage()
  visitors = stage.browser()
  members = stage.browser({ as: 'member', person: stage.relay.owner.id })
  visitor = visitors.tab()
  owner = members.tab()
})

afterEach(() => stage.close())

/** Both say something; the backup is taken behind so many of the six messages. */
async function talk(backUpAfter: number): Promise<{ said: ConversationModel; backup: ReturnType<Stage['relay']['backUp']> }> {
  let backup = stage.relay.backUp()
  const said = visitor.client.startConversation(ABOUT)
  const asides = async (count: number): Promise<void> => {
    await stage.clock.advance(1_000)
    if (count === backUpAfter) backup = stage.relay.backUp()
  }
  await said.giveName('Rosalind')
  for (let count = 1; count <= 6; count++) {
    const from = count % 2 ? said : owner.client.openConversation(said.id)
    await stage.clock.advance(1_000)
    await from.send(`m${count}`)
    await asides(count)
  }
  return { said, backup }
}

const sorted = (texts: readonly (string | null)[]): string[] => texts.map(String).toSorted((a, b) => a.localeCompare(b))

const ALL = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']
const lostIn = (model: ConversationModel): EventItem['event'][] =>
  model.timeline.value.flatMap((item) => (item.kind === 'event' && item.event.type === 'messages-lost' ? [item.event] : []))
const seqs = (tab: StageTab, id: string): (number | null)[] => messagesOf(tab.client, id).map((item) => item.seq)

test.each([
  { how: 'by command, under a new epoch', epoch: 'epoch-2' },
  { how: 'by copying the file, under the same epoch', epoch: 'epoch-1' },
])('[P13] a database restored $how gets back what its clients still hold, once, in order', async ({ epoch }) => {
  const { said, backup } = await talk(2)
  stage.relay.heard.length = 0
  stage.relay.restore(backup, epoch)
  await stage.clock.advance(60_000)
  expect(sorted(textsOf(visitor.client, said.id))).toEqual(ALL)
  expect(textsOf(owner.client, said.id)).toEqual(textsOf(visitor.client, said.id))
  const sent = stage.heard('message:send') as { text: string }[]
  expect(sorted(sent.map(({ text }) => text))).toEqual(['m3', 'm4', 'm5', 'm6'])
  const texts = textsOf(visitor.client, said.id)
  for (const own of [
    ['m1', 'm3', 'm5'],
    ['m2', 'm4', 'm6'],
  ])
    expect(texts.filter((text) => own.includes(text!))).toEqual(own)
  expect(seqs(visitor, said.id)).toEqual([1, 2, 3, 4, 5, 6])
  expect([...lostIn(said), ...lostIn(owner.client.openConversation(said.id))]).toEqual([])
})

test.each(['epoch-1', 'epoch-2'])(
  '[P13] a backup from before the first message: the visitor begins the conversation again, with its name (%s)',
  async (epoch) => {
    const { said, backup } = await talk(0)
    stage.relay.restore(backup, epoch)
    await stage.clock.advance(60_000)
    expect(stage.relay.conversations.size).toBe(1)
    expect(stage.relay.people.size).toBe(1)
    expect([...stage.relay.people.values()][0]).toMatchObject({ name: 'Rosalind' })
    expect(sorted(textsOf(visitor.client, said.id))).toEqual(ALL)
    expect(owner.client.inbox.conversations.value).toHaveLength(1)
    expect(sorted(textsOf(owner.client, said.id))).toEqual(ALL)
  },
)

test('[P13] pages that were closed meanwhile notice it when they are opened, without looking at the conversation', async () => {
  for (const epoch of ['epoch-2', 'epoch-2']) {
    const { said, backup } = await talk(2)
    await visitor.client.close()
    stage.relay.restore(backup, epoch)
    visitor = visitors.tab()
    await stage.clock.advance(60_000)
    expect(stage.relay.conversations.get(said.id)!.entries.filter(({ type }) => type === 'message')).toHaveLength(6)
  }
})

test('[P13] what others had said and nobody holds is not invented: one line says how much is missing, where it stood', async () => {
  const { said, backup } = await talk(2)
  await owner.client.close()
  await members.keep.wipe(`https://relay.example member ${stage.relay.owner.id}`)
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  expect(said.timeline.value.map((item) => (item.kind === 'message' ? item.text : item.event))).toEqual([
    'm1',
    'm2',
    { type: 'messages-lost', count: 2 },
    'm3',
    'm5',
  ])
})

test('[P13] a conversation that is gone opens again where it stands open, once its visitor has brought it back', async () => {
  const { said, backup } = await talk(0)
  const open = owner.client.openConversation(said.id)
  visitor.client.disconnect()
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  expect(open.state.value).toBe('gone')
  visitor.client.connect()
  await stage.clock.advance(60_000)
  expect(open.state.value).toBe('ready')
  expect(textsOf(owner.client, said.id)).toEqual(textsOf(visitor.client, said.id))
})

test.each([
  { how: 'and all are told', copies: 1 },
  { how: 'and nobody is told', copies: 0 },
])(
  '[P13] what was said in a conversation that no screen shows comes back too, once its visitor has brought it back, $how',
  async ({ copies }) => {
    const { said, backup } = await talk(0)
    // As often as it was opened.
    const open = owner.client.openConversation(said.id)
    for (let uses = 4; uses > 0; uses--) open.release()
    visitor.client.disconnect()
    stage.relay.restore(backup, 'epoch-2')
    await stage.clock.advance(60_000)
    stage.network.fates = ({ kind }) => ({ copies: kind === 'event' ? copies : 1, cut: false, delayMs: 1 })
    visitor.client.connect()
    await stage.clock.advance(60_000)
    expect(sorted(textsOf(visitor.client, said.id))).toEqual(ALL)
  },
)

test('[P8] an inbox whose cursor fits the database that was copied back, by the time it is asked, is read anew all the same', async () => {
  const { said, backup } = await talk(0)
  const open = owner.client.openConversation(said.id)
  for (let uses = 4; uses > 0; uses--) open.release()
  owner.client.disconnect()
  await visitor.client.close()
  stage.relay.restore(backup, 'epoch-1')
  const other = stage.browser().tab()
  const first = other.client.startConversation(ABOUT)
  await first.send('first')
  await stage.clock.advance(1_000)
  const second = other.client.startConversation({ url: 'https://acme.example/elsewhere' })
  for (let count = 1; count <= 30; count++) {
    await second.send(`n${count}`)
    await stage.clock.advance(1_000)
  }
  owner.client.connect()
  await stage.clock.advance(10_000)
  expect(owner.client.inbox.conversations.value.map(({ id }) => id)).toEqual([second.id, first.id])
})

test('[P13] what was acknowledged and not shown yet when the relay lost it is said again', async () => {
  const { said, backup } = await talk(6)
  const deaf = createNetwork(stage.relay, stage.clock)
  deaf.fates = ({ kind }) => ({ copies: kind === 'event' ? 0 : 1, cut: false, delayMs: 1 })
  const other = members.tab({ connector: deaf.connector })
  const open = other.client.openConversation(said.id)
  await stage.clock.advance(100)
  await owner.client.close()
  await said.send('m7')
  await stage.clock.advance(100)
  void open.send('m8')
  await stage.clock.advance(20)
  expect(messagesOf(other.client, said.id).at(-1)).toMatchObject({ text: 'm8', delivery: { state: 'sent' } })
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  expect(sorted(textsOf(visitor.client, said.id).slice(6))).toEqual(['m7', 'm8'])
})

test('[P13] nothing of one’s own leaves the screen while it is said again', async () => {
  const { said, backup } = await talk(2)
  const seen: number[] = []
  const end = said.timeline.subscribe((items) => seen.push(items.filter((item) => item.kind === 'message' && item.own).length))
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  end()
  expect(Math.min(...seen)).toBe(3)
  expect(Math.max(...seen)).toBe(3)
})

test('[P13] shown as sending again until the relay has it', async () => {
  const { said, backup } = await talk(2)
  const dead = createNetwork(stage.relay, stage.clock)
  dead.fates = stage.network.fates = ({ name, kind }) => ({
    copies: 1,
    cut: false,
    delayMs: kind === 'answer' && name === 'message:send' ? 9_000 : 1,
  })
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(5_000)
  expect(messagesOf(visitor.client, said.id).find(({ text }) => text === 'm5')?.delivery).toEqual({ state: 'sending' })
})

test('[P13] an edit and a deletion that the backup lacks are said again; the text of a deleted message is not', async () => {
  const { said, backup } = await talk(4)
  const [first, third, fifth] = messagesOf(visitor.client, said.id).filter(({ own }) => own)
  await said.edit(first!.cid, 'm1 better')
  await said.remove(third!.cid)
  await said.remove(fifth!.cid)
  await stage.clock.advance(1_000)
  expect(JSON.stringify([...(await visitors.keep.read('https://relay.example visitor acme')).values()])).not.toMatch(/"m[35]"/)
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  expect(textsOf(visitor.client, said.id)).toEqual(['m1 better', 'm2', null, 'm4', 'm6'])
  expect(visitor.client.unsent.value).toBe(0)
})

test('[P13] two tabs say it again once', async () => {
  const { said, backup } = await talk(2)
  const other = visitors.tab()
  await stage.clock.advance(100)
  other.client.openConversation(said.id)
  await stage.clock.advance(1_000)
  stage.relay.heard.length = 0
  stage.relay.restore(backup, 'epoch-2')
  await stage.clock.advance(60_000)
  expect(sorted((stage.heard('message:send') as { text: string }[]).map(({ text }) => text))).toEqual(['m3', 'm4', 'm5', 'm6'])
  expect(textsOf(other.client, said.id)).toEqual(textsOf(visitor.client, said.id))
})

test('[P13] a relay restored twice gets it twice', async () => {
  const { said, backup } = await talk(2)
  for (const epoch of ['epoch-2', 'epoch-3', 'epoch-3']) {
    stage.relay.restore(backup, epoch)
    await stage.clock.advance(60_000)
    expect(sorted(textsOf(visitor.client, said.id))).toEqual(ALL)
    expect(textsOf(owner.client, said.id)).toEqual(textsOf(visitor.client, said.id))
  }
})

test('[P13] what was acknowledged is kept for a week, the newest 500, and not beyond a log-out', async () => {
  const { said } = await talk(0)
  await owner.client.close()
  const kept = async (): Promise<string[]> =>
    [...(await visitors.keep.read('https://relay.example visitor acme')).keys()].filter((key) => key.startsWith('said:'))
  // The name went along with the first message.
  expect(await kept()).toHaveLength(3)
  for (let count = 0; count < 510; count++) await said.send(`more ${count}`)
  await stage.clock.advance(60_000)
  expect(await kept()).toHaveLength(500)
  await visitor.client.close()
  await stage.clock.advance(6 * DAY)
  visitor = visitors.tab()
  await stage.clock.advance(1_000)
  expect(await kept()).toHaveLength(500)
  await visitor.client.close()
  await stage.clock.advance(2 * DAY)
  visitor = visitors.tab()
  await stage.clock.advance(1_000)
  expect(await kept()).toEqual([])
  await visitor.client.startConversation(ABOUT).send('once more')
  await stage.clock.advance(1_000)
  expect(await kept()).toHaveLength(1)
  const forgotten = visitor.client.forget()
  await stage.clock.advance(1_000)
  await forgotten
  expect(await kept()).toEqual([])
}, 60_000)

test('[P5] [P13] what waits to be sent goes behind what is said again', async () => {
  const { said, backup } = await talk(2)
  stage.network.up = false
  stage.network.cut()
  stage.relay.restore(backup, 'epoch-2')
  await said.send('m7')
  stage.network.up = true
  await stage.clock.advance(60_000)
  expect(textsOf(visitor.client, said.id).filter((text) => /[1357]/.test(text!))).toEqual(['m1', 'm3', 'm5', 'm7'])
})
