import { createId, LIMITS, PROTOCOL_VERSION, type Result } from '@firsthand/protocol'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { noMetrics } from '../operations/metrics.ts'
import type { Ports } from '../ports.ts'
import { StoreError } from '../store/store-error.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import type { Connection } from './connection.ts'
import { defineCommand, type Command } from './define-command.ts'
import { createDispatch, type Refused } from './dispatch.ts'
import { exact, Id } from './forms.ts'
import { createPace, takePace } from './pace.ts'

const caller = { as: 'member', person: 'ada', handle: 'ada', session: null, expiresAt: null, device: createId() } as const

function setUp(commands: Command[], draining = false) {
  const ended: string[] = []
  const reported: Refused[] = []
  const ports = { clock: createFakeClock(), limits: LIMITS, metrics: noMetrics } as unknown as Ports
  const connection: Connection = {
    id: 'c',
    caller,
    version: PROTOCOL_VERSION,
    locale: null,
    greeted: true,
    pace: createPace(),
    watch: () => undefined,
    end: ({ code }) => void ended.push(code),
  }
  const report = (refused: Refused): string => `r${reported.push(refused)}`
  const dispatch = createDispatch({ commands, ports, report, isDraining: () => draining })
  const ask = (name: unknown, ...args: unknown[]): Promise<Result<unknown>> =>
    new Promise((resolve) => dispatch(connection, name, args, resolve))
  return { ask, connection, dispatch, ended, reported }
}

test('the order is answer, then fan-out', async () => {
  const order: string[] = []
  const command = defineCommand({
    name: 'credential:revoke',
    schema: Type.Null(),
    access: 'anyone',
    run({ afterAnswer }) {
      afterAnswer(() => order.push('fan-out'))
      order.push('commit')
      return { ok: true, value: null }
    },
  })
  const { dispatch, connection } = setUp([command])
  await new Promise<void>((resolve) => {
    dispatch(connection, 'credential:revoke', [null], () => {
      order.push('answer')
      queueMicrotask(resolve)
    })
  })
  expect(order).toEqual(['commit', 'answer', 'fan-out'])
})

test('a fan-out that fails undoes no answer, and is reported; what stands behind it still goes out', async () => {
  const bug = new Error('bug')
  let went = 0
  const command = defineCommand({
    name: 'credential:revoke',
    schema: Type.Null(),
    access: 'anyone',
    async run({ afterAnswer }) {
      afterAnswer(() => {
        throw bug
      })
      afterAnswer(() => void (went += 1))
      return { ok: true, value: null }
    },
  })
  const { ask, reported } = setUp([command])
  await expect(ask('credential:revoke', null)).resolves.toEqual({ ok: true, value: null })
  expect(reported).toMatchObject([{ code: 'internal', error: bug }])
  expect(went).toBe(1)
})

test.each([
  ['a bug', new Error('bug'), 'internal'],
  ['a database that is busy', new StoreError('store-unavailable', 'busy'), 'store-unavailable'],
  ['a database that was closed', new StoreError('store-closed', 'closed'), 'draining'],
])('%s is answered, named and reported, and fans nothing out', async (_, thrown, code) => {
  const command = defineCommand({
    name: 'credential:revoke',
    schema: Type.Null(),
    access: 'anyone',
    run({ afterAnswer }) {
      afterAnswer(() => {
        throw new Error('fanned out')
      })
      throw thrown
    },
  })
  const { ask, reported } = setUp([command])
  await expect(ask('credential:revoke', null)).resolves.toMatchObject({ ok: false, failure: { code, retryable: true, request: 'r1' } })
  expect(reported).toMatchObject([{ code, error: thrown }])
})

test('access and form are asked before a command runs', async () => {
  let ran = 0
  const forVisitors = defineCommand({
    name: 'conversation:read',
    schema: Type.Object({ conversation: Id }, exact),
    access: 'participant',
    run: () => {
      ran += 1
      return { ok: false, failure: { code: 'internal', message: '', retryable: true } }
    },
  })
  const { ask } = setUp([forVisitors])
  await expect(ask('conversation:read', { conversation: 'x' })).resolves.toMatchObject({
    failure: { code: 'payload-invalid', at: '/conversation' },
  })
  await expect(ask('conversation:read')).resolves.toMatchObject({ failure: { code: 'payload-invalid', at: '' } })
  await expect(ask('conversation:read', { conversation: createId(), more: 1 })).resolves.toMatchObject({ failure: { at: '/more' } })
  await expect(ask('conversation:read', {})).resolves.toMatchObject({ failure: { at: '/conversation' } })
  expect(ran).toBe(0)
})

test('a relay that closes takes nothing new', async () => {
  const { ask } = setUp([], true)
  await expect(ask('hello', {})).resolves.toMatchObject({ failure: { code: 'draining' } })
})

test('[A24] the pace is a window: so many go, more wait for its end, and five times as many are cut', () => {
  const limits = { commands: 3, commandWindowMs: 1_000 }
  const pace = createPace()
  const take = (now: number): string => takePace(pace, now, limits).state
  expect([1, 2, 3, 4].map((at) => take(at))).toEqual(['go', 'go', 'go', 'limited'])
  expect(takePace(pace, 400, limits)).toEqual({ state: 'limited', retryAfterMs: 601 })
  expect(Array.from({ length: 11 }, () => take(500)).at(-1)).toBe('cut')
  expect(takePace(pace, 500, limits)).toEqual({ state: 'cut', retryAfterMs: 501 })
  expect(take(1_001)).toBe('go')
  expect(take(0), 'a clock set back opens a window anew').toBe('go')
})
