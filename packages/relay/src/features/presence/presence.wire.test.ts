import { createId, createSecret, type Page } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memberId } from '../../directory/member-id.ts'
import { createMemoryStore } from '../../store/memory/memory-store.ts'
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import { startWire, type Wire } from '../../testing/start-wire.ts'

let wire: Wire
let clock: FakeClock
beforeEach(async () => {
  clock = createFakeClock()
  wire = await startWire({ clock })
})
afterEach(() => wire.close())

const engine = { url: 'https://acme.example/engine' }
const start = { kind: 'chat', about: engine } as const

test('a watcher is told when the owner comes, and the sign expires by itself', async () => {
  const visitor = await wire.visitor()
  const ada = await wire.member('ada')
  const card = await visitor.do('subject:watch', engine)
  expect(card).toMatchObject({ owner: { name: 'Ada Lovelace', why: 'built it' }, availability: { hereUntil: null }, rule: 'canonical-url' })

  const until = clock.now() + 120_000
  await expect(ada.do('presence:report', { active: true })).resolves.toEqual({ hereUntil: until, appearAway: false })
  await expect(visitor.next('presence:changed')).resolves.toEqual({ person: card.owner.id, hereUntil: until })
  clock.pass(120_000)
  await expect(visitor.next('presence:changed')).resolves.toEqual({ person: card.owner.id, hereUntil: null })
})

test('a reload is no departure, and a closed console is one after a short grace', async () => {
  const visitor = await wire.visitor()
  await visitor.do('subject:watch', engine)
  const first = await wire.member('ada')
  await first.do('presence:report', { active: true })
  await visitor.next('presence:changed')
  first.socket.disconnect()
  const second = await wire.member('ada')
  await second.do('presence:report', { active: true })
  clock.pass(60_000)
  await expect(visitor.do('subject:watch', engine)).resolves.toMatchObject({ availability: { hereUntil: clock.now() + 60_000 } })

  await second.do('presence:report', { active: false })
  clock.pass(10_000)
  await expect(visitor.next('presence:changed', ({ hereUntil }) => hereUntil === null)).resolves.toBeTruthy()
})

test('who appears away is away on every device', async () => {
  const visitor = await wire.visitor()
  const ada = await wire.member('ada')
  await ada.do('presence:report', { active: true })
  await expect(ada.do('presence:appear-away', { away: true })).resolves.toEqual({ hereUntil: null, appearAway: true })
  await ada.do('presence:report', { active: true })
  await expect(visitor.do('subject:watch', engine)).resolves.toMatchObject({ availability: { hereUntil: null } })
  await expect(ada.do('presence:appear-away', { away: false })).resolves.toMatchObject({ hereUntil: clock.now() + 120_000 })
})

test('who appeared away still does after the relay began anew', async () => {
  const store = createMemoryStore({ now: clock.now })
  await store.saveMember({ id: memberId('ada'), name: 'Ada', title: null, face: null })
  await store.saveAppearAway(memberId('ada'), true)
  const again = await startWire({ clock, store })
  const ada = await again.member('ada')
  await expect(ada.do('presence:report', { active: true })).resolves.toEqual({ hereUntil: null, appearAway: true })
  await again.close()
})

test('typing reaches the other side and nobody else', async () => {
  const [visitor, stranger, ada] = [await wire.visitor(), await wire.visitor(), await wire.member('ada')]
  const conversation = createId()
  await visitor.do('message:send', { conversation, cid: createId(), text: 'Hi', start })
  await visitor.do('typing:report', { conversation, typing: true })
  await expect(ada.next('typing:changed')).resolves.toMatchObject({ conversation, typing: true })
  await expect(stranger.ask('typing:report', { conversation, typing: true })).resolves.toMatchObject({
    failure: { code: 'conversation-not-found' },
  })
  expect([...stranger.untaken, ...visitor.untaken].filter(({ name }) => name === 'typing:changed')).toEqual([])
})

test('the page a visitor is on is shown to those they talk with, without query and hash, and goes when they leave', async () => {
  const [visitor, ada, grace] = [await wire.visitor(), await wire.member('ada'), await wire.member('grace')]
  const page: Page = { url: 'https://acme.example/engine?session=secret#token', title: ' The\u202E engine\n' }
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await visitor.do('page:visit', { page })
  const seen = { url: 'https://acme.example/engine', title: 'The engine', at: clock.now() }
  const visited = await ada.next('page:visited')
  expect(visited.page).toEqual(seen)

  const [mine, theirs] = await Promise.all([visitor.do('facts:read', {}), ada.do('facts:read', { person: visited.person })])
  expect(theirs).toEqual(mine)
  expect(theirs).toMatchObject({ page: seen, conversations: 1, firstMessageAt: clock.now() })
  await expect(grace.ask('facts:read', { person: visited.person })).resolves.toMatchObject({ failure: { code: 'person-not-found' } })
  expect(grace.untaken.filter(({ name }) => name === 'page:visited')).toEqual([])

  visitor.socket.disconnect()
  await expect.poll(() => wire.log.filter((line) => line.includes('"disconnected"'))).toHaveLength(1)
  clock.pass(5_000)
  await expect(ada.next('page:visited')).resolves.toEqual({ person: visited.person, page: null })
})

test('the page stands while another tab that said none is open, and after a reconnect that says none', async () => {
  const secret = createSecret()
  const [visitor, ada] = [await wire.visitor({ secret }), await wire.member('ada')]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await visitor.do('page:visit', { page: { url: 'https://acme.example/engine', title: 'The engine' } })
  const { person, page } = await ada.next('page:visited')

  const silent = await wire.visitor({ secret })
  visitor.socket.disconnect()
  await expect.poll(() => wire.log.filter((line) => line.includes('"disconnected"'))).toHaveLength(1)
  clock.pass(60_000)
  await expect(ada.do('facts:read', { person })).resolves.toMatchObject({ page })
  silent.socket.disconnect()
  await expect.poll(() => wire.log.filter((line) => line.includes('"disconnected"'))).toHaveLength(2)
  clock.pass(4_000)
  const back = await wire.visitor({ secret })
  clock.pass(60_000)
  await expect(ada.do('facts:read', { person })).resolves.toMatchObject({ page })
  expect(ada.untaken.filter(({ name }) => name === 'page:visited')).toEqual([])

  back.socket.disconnect()
  await expect.poll(() => wire.log.filter((line) => line.includes('"disconnected"'))).toHaveLength(3)
  clock.pass(5_000)
  await expect(ada.next('page:visited')).resolves.toEqual({ person, page: null })
})

test('an address that is none of the web is no page', async () => {
  const visitor = await wire.visitor()
  const answer = await visitor.ask('page:visit', { page: { url: 'javascript:alert(1)', title: '' } })
  expect(answer).toMatchObject({ failure: { code: 'payload-invalid', at: '/page/url' } })
})

test('the median of first replies is shown from five answers on', async () => {
  const ada = await wire.member('ada')
  for (let index = 1; index <= 5; index++) {
    const visitor = await wire.visitor()
    const conversation = createId()
    await visitor.do('message:send', { conversation, cid: createId(), text: 'Hi', start })
    clock.pass(index * 60_000)
    await ada.do('message:send', { conversation, cid: createId(), text: 'Hello' })
  }
  const visitor = await wire.visitor()
  await expect(visitor.do('subject:watch', engine)).resolves.toMatchObject({ availability: { answers: { medianMs: 180_000, of: 5 } } })
})

test('a first reply counts on the very next card, whoever read one before', async () => {
  const ada = await wire.member('ada')
  const visitor = await wire.visitor()
  const answers = async () => (await visitor.do('subject:watch', engine)).availability.answers
  for (let index = 1; index <= 6; index++) {
    const conversation = createId()
    await visitor.do('message:send', { conversation, cid: createId(), text: 'Hi', start })
    await expect(answers()).resolves.toEqual(index <= 5 ? null : { medianMs: 1_000, of: 5 })
    clock.pass(1_000)
    await ada.do('message:send', { conversation, cid: createId(), text: 'Hello' })
    await ada.do('message:send', { conversation, cid: createId(), text: 'And this' })
  }
  await expect(answers()).resolves.toEqual({ medianMs: 1_000, of: 6 })
})

test('members do not watch subjects, and visitors report no presence', async () => {
  const [visitor, ada] = [await wire.visitor(), await wire.member('ada')]
  const refused = { ok: false, failure: { code: 'not-allowed' } }
  await expect(ada.ask('subject:watch', engine)).resolves.toMatchObject(refused)
  await expect(visitor.ask('presence:report', { active: true })).resolves.toMatchObject(refused)
  await expect(visitor.ask('presence:appear-away', { away: true })).resolves.toMatchObject(refused)
})
