import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Failure } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { watchStanding } from './watch-standing.ts'

test('[P19] what was revoked while the database was away for an hour is ended once it is back', async () => {
  const clock = createFakeClock()
  const revokedAt = clock.now() + 60_000
  const ended: Failure[] = []
  let away = true
  const standing = watchStanding({
    clock,
    members: [],
    here: { read: () => ({ hereUntil: null, appearAway: false }), appearAway: () => undefined },
    connections: () => [
      {
        caller: { as: 'visitor', person: 'kim', site: 'acme', credentialHash: 'a-hash', device: 'a-device' },
        end: (failure) => void ended.push(failure),
      },
    ],
    store: {
      readStanding: async ({ since }) => {
        if (away) throw new Error('gone')
        return { revoked: revokedAt >= since ? ['a-hash'] : [], ended: [], away: [] }
      },
    },
    report: () => undefined,
  })
  const look = async (): Promise<void> => {
    clock.pass(3_000)
    await nextTurn()
  }
  for (let passed = 0; passed < 3_600_000; passed += 3_000) await look()
  expect(ended).toEqual([])
  away = false
  await look()
  expect(ended.map(({ code }) => code)).toEqual(['credential-revoked'])
  // Once it has answered, it is not asked about that hour again and again.
  for (let passed = 0; passed < 120_000; passed += 3_000) await look()
  ended.length = 0
  await look()
  expect(ended).toEqual([])
  standing.close()
  expect(clock.waiting()).toBe(0)
})
