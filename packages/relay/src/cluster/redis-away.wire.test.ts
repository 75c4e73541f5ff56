import { createId } from '@firsthand/protocol'
import { startTestRedis, type TestRedis } from '@firsthand/testkit/redis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOldRedis } from '../testing/old-redis.ts'
import type { Wire } from '../testing/start-wire.ts'
import { startTwoRelays, type TwoRelays } from '../testing/start-two-relays.ts'

let redis: TestRedis
let relays: TwoRelays | undefined
beforeEach(async () => {
  redis = await startTestRedis()
})
afterEach(async () => {
  await relays?.close()
  relays = undefined
  await redis.close()
})

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
const readReadiness = async ({ url }: Wire): Promise<unknown> => {
  const answer = await fetch(`${url}/readyz`)
  return [answer.status, ((await answer.json()) as { redis?: string }).redis]
}
const becomes = (state: 'ok' | 'away') => async (wire: Wire) => expect.poll(() => readReadiness(wire)).toEqual([200, state])
/** What a relay logged of its Redis, at the levels somebody is woken by. */
const saidOfRedis = ({ log }: Wire): string[] =>
  log.flatMap((line) => {
    const { level, msg } = JSON.parse(line) as { level: number; msg: string }
    return level >= 30 && msg.startsWith('Redis') ? [msg.split(':')[0]!] : []
  })

test.each(['killed', 'frozen'] as const)(
  '[F7] while Redis is %s acks and delivery at home go on, nothing is lost for the others, and it comes back by itself',
  async (how) => {
    relays = await startTwoRelays({ redis: redis.url })
    const { one, other } = relays
    const both = [one, other]
    const [visitor, atHome, across] = [await one.visitor(), await one.member('ada'), await other.member('ada')]
    const conversation = createId()
    await visitor.do('message:send', { conversation, cid: createId(), text: 'Before', start })
    await across.next('entry:committed')
    expect(await Promise.all(both.map(readReadiness))).toEqual([
      [200, 'ok'],
      [200, 'ok'],
    ])

    if (how === 'killed') await redis.kill()
    else redis.freeze()
    // At once, before anybody has noticed, all the time until then, and after.
    let said = 1
    const say = async (): Promise<void> => {
      await visitor.do('message:send', { conversation, cid: createId(), text: `Meanwhile ${said}` })
      said += 1
    }
    await expect
      .poll(async () => {
        await say()
        return Promise.all(both.map(readReadiness))
      })
      .toEqual([
        [200, 'away'],
        [200, 'away'],
      ])
    for (let count = 0; count < 20; count++) await say()
    await atHome.next('entry:committed', ({ seq }) => seq === said)
    const after = { conversation, epoch: across.welcome.epoch, seq: 0, cid: null }
    const page = await across.do('conversation:sync', { conversation, after, limit: 200 })
    expect(page.head.seq).toBe(said)

    if (how === 'killed') await redis.restart()
    else redis.thaw()
    await Promise.all(both.map(becomes('ok')))
    // Both know of each other again as soon as they have heard of each other.
    await expect
      .poll(async () => {
        await visitor.do('message:send', { conversation, cid: createId(), text: 'After' })
        return across.untaken.some(({ event }) => (event as { body?: { text?: string } }).body?.text === 'After')
      })
      .toBe(true)
    for (const wire of both) expect(saidOfRedis(wire)).toEqual(['Redis is there', 'Redis is away', 'Redis is there'])
  },
)

test('a relay starts while Redis is away, says so, and joins the others when it is there', async () => {
  await redis.kill()
  relays = await startTwoRelays({ redis: redis.url })
  const { one, other } = relays
  for (const wire of [one, other]) {
    expect(await readReadiness(wire)).toEqual([200, 'away'])
    expect(saidOfRedis(wire)).toEqual(['Redis is away'])
  }
  const [visitor, ada] = [await one.visitor(), await other.member('ada')]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })

  await redis.restart()
  await Promise.all([one, other].map(becomes('ok')))
  await expect
    .poll(async () => {
      await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi again', start })
      return ada.untaken.length
    })
    .toBeGreaterThan(0)
})

test('who is here and where visitors are is known again, whatever changed while Redis was away', async () => {
  relays = await startTwoRelays({ redis: redis.url })
  const { one, other } = relays
  const [visitor, ada, watcher] = [await one.visitor(), await other.member('ada'), await one.visitor()]
  await watcher.do('subject:watch', { url: 'https://acme.example/engine' })
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await ada.next('entry:committed')
  await redis.kill()
  await Promise.all([one, other].map(becomes('away')))
  await visitor.do('page:visit', { page: { url: 'https://acme.example/guide', title: '' } })
  await ada.do('presence:report', { active: true })
  await redis.restart()
  await expect(ada.next('page:visited')).resolves.toMatchObject({ page: { url: 'https://acme.example/guide' } })
  await expect(watcher.next('presence:changed')).resolves.toMatchObject({ hereUntil: expect.any(Number) })
})

test.each(['away', 'hanging and not noticed yet'])(
  'sign-ins are still counted while Redis is %s, by each relay for itself',
  async (how) => {
    relays = await startTwoRelays({ redis: redis.url })
    if (how === 'away') {
      await redis.kill()
      await Promise.all([relays.one, relays.other].map(becomes('away')))
    } else redis.freeze()
    const attempt = async (url: string): Promise<number> =>
      (await fetch(`${url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"x"}' })).status
    const { url } = relays.one
    const thirty = await Promise.all(Array.from({ length: 30 }, () => attempt(url)))
    expect(new Set(thirty)).toEqual(new Set([401]))
    expect(await attempt(url)).toBe(429)
    expect(await attempt(relays.other.url)).toBe(401)
  },
)

test.each(['5', '6.0.16'] as const)(
  'a Redis %s is too old, and a relay that finds it at its start says so and does not start',
  async (version) => {
    const old = await startOldRedis(version)
    await expect(startTwoRelays({ redis: old.url })).rejects.toThrow('Use 6.2 or later, or a Valkey.')
    await old.close()
  },
)
