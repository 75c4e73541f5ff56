import { createId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { createMemoryStore } from '../store/memory/memory-store.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { startWire } from '../testing/start-wire.ts'
import { connect, readRefusal } from '../testing/wire-client.ts'

const asMember = () => ({ protocol: 1, as: 'member', device: createId() }) as const

test('[P19] a session that ends while a handshake stands on it closes that connection within five seconds', async () => {
  const store = createMemoryStore()
  const [asked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let session = ''
  const clock = createFakeClock()
  const wire = await startWire({
    clock,
    store: {
      ...store,
      saveSession: (saved) => ((session = saved.hash), store.saveSession(saved)),
      async readSession(hash, now) {
        const found = await store.readSession(hash, now)
        asked.resolve()
        await goOn.promise
        return found
      },
    },
  })
  const cookie = await wire.signIn('ada')
  const opening = connect(wire.url, asMember(), { headers: { cookie } })
  await asked.promise
  await store.removeSession(session)
  goOn.resolve()
  const ada = await opening
  clock.pass(5_000)
  await expect(ada.next('connection:ending')).resolves.toMatchObject({ code: 'session-required', retryable: false })
  await ada.gone
  await expect(readRefusal(wire.url, asMember(), { headers: { cookie } })).resolves.toMatchObject({ code: 'session-required' })
  await wire.close()
})

test.each([
  ['the relay’s own', undefined],
  ['a host’s', () => Promise.resolve({ handle: 'ada', expiresAt: 1_800_000_060_000 })],
])('[P19] a sign-in that runs out closes its connection within five seconds: %s', async (_, authenticateMember) => {
  const clock = createFakeClock(1_800_000_000_000)
  const wire = await startWire({ clock, ...(authenticateMember && { authenticateMember }) })
  const ada = await wire.member('ada')
  clock.pass(50_000)
  await expect(ada.do('inbox:read', {})).resolves.toBeTruthy()
  clock.pass(authenticateMember ? 15_000 : 30 * 86_400_000)
  const ending = ada.next('connection:ending')
  // What the database is asked takes its turns of the loop.
  await expect.poll(() => (clock.pass(5_000), ada.socket.connected)).toBe(false)
  await expect(ending).resolves.toMatchObject({ code: 'session-required' })
  await wire.close()
})
