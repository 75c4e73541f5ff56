import { createId, createSecret } from '@firsthand/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { startTwoRelays, type TwoRelays } from '../testing/start-two-relays.ts'

/** Two relays on one database that tell each other nothing: without Redis, or with one that is away. */
let relays: TwoRelays
let clock: FakeClock
beforeEach(async () => {
  clock = createFakeClock()
  relays = await startTwoRelays({ clock })
})
afterEach(() => relays.close())

const start = { kind: 'chat', about: { url: 'https://acme.example/engine' } } as const
/** P19 leaves five seconds. */
const within5s = (): void => clock.pass(5_000)

test('[P19] without Redis a credential revoked at one relay closes its connections at the other within five seconds, and no others', async () => {
  const secret = createSecret()
  const [visitor, across, stranger] = [
    await relays.one.visitor({ secret }),
    await relays.other.visitor({ secret }),
    await relays.other.visitor(),
  ]
  await visitor.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await stranger.do('message:send', { conversation: createId(), cid: createId(), text: 'Hi', start })
  await visitor.do('credential:revoke', null)
  within5s()
  await expect(across.next('connection:ending')).resolves.toMatchObject({ code: 'credential-revoked' })
  await across.gone
  await expect(stranger.do('inbox:read', {})).resolves.toBeTruthy()
})

test('[P19] without Redis a session ended at one relay closes its connections at the other within five seconds, and no others', async () => {
  const cookie = await relays.one.signIn('ada')
  const [ended, standing] = [await relays.other.member('ada', { cookie }), await relays.other.member('ada')]
  expect((await fetch(`${relays.one.url}/v1/session`, { method: 'DELETE', headers: { cookie } })).status).toBe(204)
  within5s()
  await expect(ended.next('connection:ending')).resolves.toMatchObject({ code: 'session-required' })
  await ended.gone
  await expect(standing.do('inbox:read', {})).resolves.toBeTruthy()
})

test('[P19] a session that runs out closes its connections, too', async () => {
  const cookie = await relays.one.signIn('ada')
  const ada = await relays.one.member('ada', { cookie })
  clock.pass(30 * 24 * 3_600_000)
  const look = (): boolean => {
    within5s()
    return ada.socket.connected
  }
  await expect.poll(look).toBe(false)
  await expect(ada.next('connection:ending')).resolves.toMatchObject({ code: 'session-required' })
})

test('without Redis, who chooses at one relay to appear away is away at the other within five seconds, and comes back as fast', async () => {
  const [visitor, here, there] = [await relays.other.visitor(), await relays.other.member('ada'), await relays.one.member('ada')]
  await visitor.do('subject:watch', { url: 'https://acme.example/engine' })
  await here.do('presence:report', { active: true })
  await visitor.next('presence:changed')
  await there.do('presence:appear-away', { away: true })
  within5s()
  await expect(visitor.next('presence:changed')).resolves.toMatchObject({ hereUntil: null })
  await there.do('presence:appear-away', { away: false })
  within5s()
  await expect(visitor.next('presence:changed')).resolves.toMatchObject({ hereUntil: expect.any(Number) })
})

test('a database that cannot be asked ends nobody, and is asked again', async () => {
  await relays.close()
  const broken = createFakeClock()
  let fails = true
  relays = await startTwoRelays({
    clock: broken,
    adjust: (store) => ({
      ...store,
      readStanding: (...asked) => (fails ? Promise.reject(new Error('gone')) : store.readStanding(...asked)),
    }),
  })
  const cookie = await relays.one.signIn('ada')
  const ada = await relays.other.member('ada', { cookie })
  await fetch(`${relays.one.url}/v1/session`, { method: 'DELETE', headers: { cookie } })
  broken.pass(5_000)
  await expect.poll(() => relays.other.log.some((line) => line.includes('could not ask'))).toBe(true)
  await ada.do('inbox:read', {})
  fails = false
  await expect.poll(() => broken.waiting()).toBeGreaterThan(0)
  broken.pass(5_000)
  await ada.gone
})
