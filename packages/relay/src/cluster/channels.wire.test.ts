import { createId } from '@firsthand/protocol'
import { startTestRedis } from '@firsthand/testkit/redis'
import { expect, onTestFinished, test } from 'vitest'
import { startTwoRelays } from '../testing/start-two-relays.ts'

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const

test.each([
  { a: 'a Redis from 7 on', channels: 'sharded', settings: {}, user: '' },
  // It is spoken to as every server before 7 is.
  { a: 'a node of a cluster', channels: 'classic', settings: { 'cluster-enabled': 'yes' }, user: '' },
  { a: 'one that asks for a password', channels: 'sharded', settings: { requirepass: 'secret word' }, user: ':secret%20word@' },
])('over $a relays tell each other by $channels channels', async ({ channels, settings, user }) => {
  const redis = await startTestRedis(settings)
  const relays = await startTwoRelays({ redis: redis.url.replace('//', `//${user}`) })
  onTestFinished(async () => {
    await relays.close()
    await redis.close()
  })
  for (const { log } of [relays.one, relays.other]) {
    expect(log.find((line) => line.includes('Redis is there'))).toContain(`"pubsub":"${channels}"`)
    expect(log.join('')).not.toContain('secret')
  }
  const [visitor, ada] = [await relays.one.visitor(), await relays.other.member('ada')]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await expect(ada.next('entry:committed')).resolves.toMatchObject({ body: { text: 'Hi' } })
})

test('two installations on one Redis never hear of each other', async () => {
  const redis = await startTestRedis()
  const [mine, theirs] = [await startTwoRelays({ redis: redis.url }), await startTwoRelays({ redis: redis.url })]
  onTestFinished(async () => {
    await Promise.all([mine.close(), theirs.close()])
    await redis.close()
  })
  // The same members, by the same ids.
  const [visitor, ada, stranger] = [await mine.one.visitor(), await mine.other.member('ada'), await theirs.one.member('ada')]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await ada.do('presence:report', { active: true })
  await ada.next('entry:committed')
  await stranger.do('hello', { inbox: null, open: [] })
  expect(stranger.untaken).toEqual([])
})
