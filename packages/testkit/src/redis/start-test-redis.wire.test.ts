import { connect } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findRedis } from './find-redis.ts'
import { startTestRedis, type TestRedis } from './start-test-redis.ts'

let redis: TestRedis
beforeEach(async () => {
  redis = await startTestRedis()
})
afterEach(() => redis.close())

/** What it answers to one command. */
const say = (command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(redis.port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('error', reject)
    socket.once('data', (chunk) => {
      socket.destroy()
      resolve(chunk.toString().trim())
    })
  })

it('answers, and forgets everything at a restart', async () => {
  expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`)
  expect(await say('SET a 1')).toBe('+OK')
  await redis.kill()
  await expect(say('GET a')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await redis.restart()
  expect(await say('GET a')).toBe('$-1')
})

it('answers nothing while frozen, and goes on when thawed', async () => {
  redis.freeze()
  const answer = say('PING')
  expect(await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('silent'), 100))])).toBe('silent')
  redis.thaw()
  expect(await answer).toBe('+PONG')
})

it('a wrong place for the server is said', () => {
  expect(() => findRedis({ FIRSTHAND_REDIS_SERVER: '/nowhere/redis' })).toThrow('/nowhere/redis')
  expect(findRedis({ PATH: '/nowhere' })).toBe(findRedis({}))
})
