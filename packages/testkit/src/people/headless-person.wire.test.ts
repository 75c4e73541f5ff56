import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkInvariants } from '../checker/check-invariants.ts'
import { startFaultProxy, type FaultProxy } from '../network/fault-proxy.ts'
import { startTestRelay, type TestRelay } from '../relay/start-test-relay.ts'
import { gatherEvidence } from './gather-evidence.ts'
import type { HeadlessPerson } from './headless-person.ts'
import { openOwner, openVisitor, ownersPage, peopleConfig } from './open-people.ts'
import { until } from './signals.ts'

let relay: TestRelay
let proxy: FaultProxy
let people: HeadlessPerson[]
beforeEach(async () => {
  relay = await startTestRelay({ config: peopleConfig(2) })
  proxy = await startFaultProxy({ to: relay.port })
  people = []
})
afterEach(async () => {
  await Promise.all(people.map((person) => person.close()))
  await proxy.close()
  await relay.close()
})

const visitor = (name: string): HeadlessPerson => {
  const person = openVisitor(relay, name, { port: proxy.port })
  people.push(person)
  return person
}

it('talks with an owner, and what they said, what is kept and what is shown agree', async () => {
  const ann = visitor('ann')
  const owner = await openOwner(relay, 0)
  people.push(owner)
  const there = ann.client.startConversation(ownersPage(0))
  await ann.say(there, 'one')
  await ann.say(there, 'two')
  const [listed] = await until(owner.client.inbox.conversations, (list) => list.length === 1)
  const answers = owner.client.openConversation(listed!.id)
  await until(answers.timeline, (items) => items.length === 2)
  await owner.say(answers, 'an answer')
  const second = ann.said()[1]!
  await there.edit(second.cid!, 'two, edited')
  const evidence = await gatherEvidence(people, relay.folder)
  expect(checkInvariants(evidence)).toEqual([])
  expect(evidence.said.map((one) => [one.text, one.acked])).toEqual([
    ['one', true],
    ['two', true],
    ['an answer', true],
  ])
  expect(evidence.amended).toMatchObject([{ target: second.cid, text: 'two, edited', acked: true }])
  expect(evidence.screens.map((screen) => screen.conversations.get(there.id)?.map((item) => item.text))).toEqual([
    ['one', 'two, edited', 'an answer'],
    ['one', 'two, edited', 'an answer'],
  ])
  expect(evidence.visitors).toBe(1)
})

it('[P9] says once, after a reload, what a page had kept when it crashed', async () => {
  const ann = visitor('ann')
  await until(ann.client.connection, (now) => now.state === 'online')
  proxy.set({ mode: 'swallow' })
  const there = ann.client.startConversation(ownersPage(0))
  await ann.say(there, 'before the crash')
  await ann.reload()
  proxy.set({ mode: 'pass' })
  proxy.cut()
  const evidence = await gatherEvidence(people, relay.folder)
  expect(checkInvariants(evidence)).toEqual([])
  expect(evidence.rows.map((row) => row.text)).toEqual(['before the crash'])
})

it('finds what a database lost that had acked', async () => {
  const ann = visitor('ann')
  const there = ann.client.startConversation(ownersPage(1))
  await ann.say(there, 'one')
  const evidence = await gatherEvidence(people, relay.folder)
  expect(checkInvariants({ ...evidence, rows: [] })).not.toEqual([])
})
