import { createClient, createMemoryKeep, createSocketIoConnector, type Client, type Clock, type ConversationModel } from '@firsthand/client'
import { memberId } from '@firsthand/relay'
import { startTestRelay, type TestRelay } from '@firsthand/testkit'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { beforeEach, expect, onTestFinished, test } from 'vitest'

const ABOUT = { subject: 'engine', url: 'https://acme.example/engine' }
const ORIGIN = { origin: 'https://acme.example' }
/** What heals does so within this time (P8). */
const HEALED_MS = 10_000

/** The machine's clock, but what waits for more than a moment waits for the test: minutes are played in no time. */
interface SteppedClock extends Clock {
  pass(ms: number): void
}

function createSteppedClock(): SteppedClock {
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const waiting = new Set<{ due: number; run: () => void }>()
  return {
    now,
    after(ms, run) {
      if (ms < 1_000) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      }
      const one = { due: now() + ms, run }
      waiting.add(one)
      return () => void waiting.delete(one)
    },
    pass(ms) {
      ahead += ms
      const due = [...waiting].filter((one) => one.due <= now()).sort((one, other) => one.due - other.due)
      for (const one of due) if (waiting.delete(one)) one.run()
    },
  }
}

let relays: TestRelay[]
let clock: SteppedClock
beforeEach(async () => {
  clock = createSteppedClock()
  const database = await createTestDatabase()
  const subject = { key: 'engine', kind: 'product', title: 'The engine', url: ABOUT.url, owner: 'ada' }
  const config = {
    database,
    members: [{ handle: 'ada', name: 'Ada Lovelace' }],
    sites: [{ key: 'acme', name: 'Acme', origins: [ORIGIN.origin], fallback: 'ada', subjects: [subject] }],
  }
  relays = await Promise.all([startTestRelay({ config }), startTestRelay({ config })])
  onTestFinished(async () => void (await Promise.all(relays.map((relay) => relay.close()))))
})

function open(relay: TestRelay, identity: Parameters<typeof createClient>[0]['identity'], headers: Record<string, string>): Client {
  const connector = createSocketIoConnector(relay.url, { headers })
  const client = createClient({ relay: relay.url, identity, keep: createMemoryKeep(), clock, connector })
  onTestFinished(() => client.close())
  client.connect()
  return client
}

async function openOwner(relay: TestRelay): Promise<Client> {
  const token = (await relay.createSignInLink('ada')).split('=').at(-1)
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${relay.url}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) })
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return open(relay, { as: 'member', person: memberId('ada') }, { cookie, origin: relay.url })
}

const textsOf = (conversation: ConversationModel): (string | null)[] =>
  conversation.timeline.value.flatMap((item) => (item.kind === 'message' ? [item.text] : []))

test('[P2] [P3] [P8] two relays on one Postgres that hear nothing of each other: whoever looks sees within ten seconds what was said at the other', async () => {
  const visitor = open(relays[0]!, { as: 'visitor', site: 'acme' }, ORIGIN)
  const owner = await openOwner(relays[1]!)
  await expect.poll(() => owner.inbox.state.value).toBe('ready')

  const said = visitor.startConversation(ABOUT)
  await said.send('Is the engine loud?')
  await expect.poll(() => said.timeline.value.every((item) => item.seq === 1)).toBe(true)
  // Committed, and known to the other relay's clients by nothing but their own asking.
  expect(owner.inbox.conversations.value).toEqual([])
  clock.pass(HEALED_MS)
  await expect.poll(() => owner.inbox.conversations.value.map(({ id, unread }) => [id, unread])).toEqual([[said.id, 1]])

  const there = owner.openConversation(said.id)
  await expect.poll(() => textsOf(there)).toEqual(['Is the engine loud?'])
  await there.send('Only on Mondays.')
  there.markRead()
  await expect.poll(() => there.timeline.value.at(-1)?.seq).toBe(2)
  expect(textsOf(said)).toEqual(['Is the engine loud?'])
  clock.pass(HEALED_MS)
  await expect.poll(() => textsOf(said)).toEqual(['Is the engine loud?', 'Only on Mondays.'])
  await expect.poll(() => said.timeline.value[0]).toMatchObject({ delivery: { state: 'read' } })

  // Both at once, each at their own relay: one log, the same for both.
  await Promise.all(['a', 'b', 'c'].flatMap((text) => [said.send(`visitor ${text}`), there.send(`owner ${text}`)]))
  const acked = (one: ConversationModel): boolean => one.timeline.value.every(({ seq }) => seq !== null)
  await expect.poll(() => acked(said) && acked(there)).toBe(true)
  clock.pass(HEALED_MS)
  for (const one of [said, there]) await expect.poll(() => one.timeline.value.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(textsOf(said)).toEqual(textsOf(there))
})
