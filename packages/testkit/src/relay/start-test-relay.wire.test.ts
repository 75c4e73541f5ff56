import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestRelay, type TestRelay } from './start-test-relay.ts'

let relay: TestRelay
beforeEach(async () => {
  const subject = { key: 'pricing', kind: 'product', title: 'Pricing', url: 'http://localhost:1/pricing', owner: 'ada' }
  relay = await startTestRelay({
    config: {
      members: [{ handle: 'ada', name: 'Ada Lovelace' }],
      sites: [{ key: 'demo', name: 'Demo', origins: ['http://localhost:1'], fallback: 'ada', subjects: [subject] }],
    },
  })
})
afterEach(() => relay.close())

const isHealthy = async (): Promise<boolean> => (await fetch(`${relay.url}/healthz`)).ok

it('listens, and makes sign-in links', async () => {
  expect(await isHealthy()).toBe(true)
  expect(await relay.createSignInLink('ada')).toMatch(new RegExp(`^${relay.url}/console/#sign-in=[\\w-]{43}$`))
})

it('comes back on the same port after a kill', async () => {
  await relay.kill()
  await expect(isHealthy()).rejects.toThrow('fetch failed')
  await relay.restart()
  expect(await isHealthy()).toBe(true)
})

it('answers nothing while frozen, and goes on when thawed', async () => {
  relay.freeze()
  const answer = isHealthy().then((healthy) => (healthy ? 'answered' : 'failed'))
  const stopped = await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('silent'), 100))])
  expect(stopped).toBe('silent')
  relay.thaw()
  expect(await answer).toBe('answered')
})

it('ends well when told to', async () => {
  expect(await relay.terminate()).toBe(0)
})
