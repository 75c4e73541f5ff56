import { createId, createSecret, SIGN_IN_FRAGMENT, type CommandName } from '@firsthand/protocol'
import { createTestDatabase } from '@firsthand/testkit/postgres'
import { startTestRedis } from '@firsthand/testkit/redis'
import { startTestRelay, type TestRelay } from '@firsthand/testkit/relay'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RelayConfigInput } from '../config.ts'
import { WIRE_CONFIG } from '../testing/start-wire.ts'
import { connect, type WireClient } from '../testing/wire-client.ts'

/** Two relays as they are run: processes of their own, on one Postgres, with one Redis. */
let one: TestRelay
let other: TestRelay
const clients: WireClient[] = []
const begun: { close(): Promise<void> }[] = []
const keepToClose = async <Begun extends { close(): Promise<void> }>(beginning: Promise<Begun>): Promise<Begun> => {
  begun.push(await beginning)
  return beginning
}
/** Two processes take their time to start on a machine that has other things to do. */
const PATIENCE_MS = 120_000

beforeEach(async () => {
  const redis = await keepToClose(startTestRedis())
  const database = await createTestDatabase()
  const { members, sites } = structuredClone(WIRE_CONFIG as unknown as RelayConfigInput)
  const config = { members: members!, sites: sites!, database, redis: redis.url, limits: { commands: 100_000 } }
  ;[one, other] = await Promise.all([keepToClose(startTestRelay({ config })), keepToClose(startTestRelay({ config }))])
}, PATIENCE_MS)
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.disconnect()
  for (const one of begun.splice(0).toReversed()) await one.close()
}, PATIENCE_MS)

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
const keep = async (client: Promise<WireClient>): Promise<WireClient> => {
  clients.push(await client)
  return client
}
const visitorAt = ({ url }: TestRelay, secret: string): Promise<WireClient> =>
  keep(connect(url, { protocol: 1, as: 'visitor', site: 'acme', secret, device: createId() }))
const adaAt = async (relay: TestRelay): Promise<WireClient> => {
  const token = (await relay.createSignInLink('ada')).split(`#${SIGN_IN_FRAGMENT}=`)[1]
  const body = JSON.stringify({ token })
  const answer = await fetch(`${relay.url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return keep(connect(relay.url, { protocol: 1, as: 'member', device: createId() }, { headers: { cookie } }))
}
const readTexts = async (client: WireClient, conversation: string): Promise<string[]> => {
  const page = await client.do('conversation:sync', {
    conversation,
    after: { conversation, epoch: client.welcome.epoch, seq: 0, cid: null },
  })
  return page.entries.map(({ body }) => (body as { text: string }).text)
}

test.each(['kill', 'terminate'] as const)(
  '[P4] relays begun at once on an empty Postgres are one; after the %s of one its clients go on at the other, and it joins again',
  async (how) => {
    const secret = createSecret()
    const [visitor, ada] = [await visitorAt(one, secret), await adaAt(other)]
    const conversation = createId()
    const said: string[] = []
    const say = async (client: WireClient, text: string, extra: object = {}): Promise<void> => {
      const cid = createId()
      const payload = { conversation, cid, text, ...extra }
      const answer = await Promise.race([client.askAnything('message:send' satisfies CommandName, payload), client.gone])
      if (typeof answer === 'object' && answer.ok) said.push(text)
    }
    await say(visitor, 'First', { start })
    await expect(ada.next('entry:committed')).resolves.toMatchObject({ body: { text: 'First' } })

    const talk = Promise.all(Array.from({ length: 40 }, (_, at) => say(visitor, `Under way ${at}`)))
    await Promise.all([talk, one[how]()])
    const back = await visitorAt(other, secret)
    await say(back, 'Afterwards')
    await ada.next('entry:committed', ({ body }) => (body as { text?: string }).text === 'Afterwards')
    // What was acked is there, once; what was not may be there, once.
    const texts = await readTexts(ada, conversation)
    expect(texts.filter((text) => said.includes(text)).toSorted()).toEqual(said.toSorted())
    expect(new Set(texts).size).toBe(texts.length)

    await one.restart()
    const again = await visitorAt(one, secret)
    await expect
      .poll(async () => {
        await say(again, 'Again')
        return ada.untaken.some(({ event }) => (event as { body?: { text?: string } }).body?.text === 'Again')
      })
      .toBe(true)
  },
  PATIENCE_MS,
)
