import { startTestRedis } from '@firsthand/testkit/redis'
import type { FastifyBaseLogger } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { openRedisLink, type RedisLink } from './redis-link.ts'

const log = { info: () => undefined, warn: () => undefined } as unknown as FastifyBaseLogger

/** Two links to one Redis, and everything the second heard on a channel. */
async function openTwo() {
  const redis = await startTestRedis()
  const open = (relay: string): Promise<RedisLink> => openRedisLink({ url: redis.url, relay, log })
  const [one, other] = [await open('one-----'), await open('other---')]
  onTestFinished(async () => {
    await Promise.all([one.close(), other.close()])
    await redis.close()
  })
  const heard: string[] = []
  const own: string[] = []
  one.subscribe('channel', (message) => void own.push(message.toString()))
  other.subscribe('channel', (message) => void heard.push(message.toString()))
  await Promise.all([one.client.ping(), other.client.ping()])
  return { redis, one, other, heard, own }
}

test('what is published is heard by the others, in its order, and not by who published it', async () => {
  const { one, heard, own } = await openTwo()
  for (let count = 0; count < 100; count++) one.publish('channel', count % 2 ? `${count}` : Buffer.from(`${count}`))
  await expect.poll(() => heard).toEqual(Array.from({ length: 100 }, (_, count) => `${count}`))
  expect(own).toEqual([])
})

test('no more than 8 MiB are under way to a Redis that hangs; what is more is let be, and what comes after is sent again', async () => {
  const { redis, one, heard } = await openTwo()
  const message = 'x'.repeat(64 * 1024)
  redis.freeze()
  for (let count = 0; count < 2_000; count++) one.publish('channel', message)
  redis.thaw()
  await expect.poll(() => heard.length).toBe(128)
  await one.client.ping()
  one.publish('channel', 'After')
  await expect.poll(() => heard.at(-1)).toBe('After')
  expect(heard).toHaveLength(129)
})

test('a link that is away takes everything and sends nothing', async () => {
  const { redis, one, other, heard } = await openTwo()
  await redis.kill()
  await expect.poll(() => [one.state, other.state]).toEqual(['away', 'away'])
  one.publish('channel', 'Lost')
  await redis.restart()
  await expect.poll(() => [one.state, other.state]).toEqual(['ok', 'ok'])
  one.publish('channel', 'Sent')
  await expect.poll(() => heard).toEqual(['Sent'])
})

test('a Redis that lets nobody listen is away, and there as soon as it does', async () => {
  const redis = await startTestRedis()
  const admin = await openRedisLink({ url: redis.url, relay: 'admin---', log })
  const grant = (...rules: string[]): Promise<unknown> => admin.client.sendCommand(['ACL', 'SETUSER', 'relay', ...rules])
  await grant('on', '>secret', '~*', '+@all', 'resetchannels')
  const lines: unknown[] = []
  const noted = { info: (_: unknown, line: string) => lines.push(line), warn: ({ reason }: { reason: string }) => lines.push(reason) }
  const link = await openRedisLink({
    url: redis.url.replace('//', '//relay:secret@'),
    relay: 'one-----',
    log: noted as unknown as FastifyBaseLogger,
  })
  onTestFinished(async () => {
    await Promise.all([admin.close(), link.close()])
    await redis.close()
  })
  const heard: string[] = []
  for (const channel of ['channel', 'another']) link.subscribe(channel, (message) => void heard.push(message.toString()))
  await expect.poll(() => link.state).toBe('away')
  await grant('allchannels')
  await expect.poll(() => link.state, { timeout: 5_000 }).toBe('ok')
  admin.publish('channel', 'Now')
  await expect.poll(() => heard).toEqual(['Now'])
  expect(lines).toEqual(['Redis is there', expect.stringContaining('NOPERM'), 'Redis is there'])
})
