import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFailure } from '@firsthand/protocol'
import type { Appended, Result } from '@firsthand/protocol'
import { addSaid, dropShown, dueItems, findItem, markSent, nextDue, settle } from './outbox.ts'
import type { Outbox, Said } from './outbox.ts'

let order = 0

function message(cid: string, conversation = 'c', more: { start?: true; text?: string } = {}): Said {
  return {
    command: 'message:send',
    payload: {
      conversation,
      cid,
      text: more.text ?? cid,
      ...(more.start && { start: { kind: 'chat', about: { url: 'https://a.example/' } } }),
    },
    order: ++order,
    at: 0,
  }
}

const edit = (cid: string, target: string, text: string): Said => ({
  command: 'message:edit',
  payload: { conversation: 'c', cid, target, text },
  order: ++order,
  at: 0,
})
const deletion = (cid: string, target: string): Said => ({
  command: 'message:delete',
  payload: { conversation: 'c', cid, target },
  order: ++order,
  at: 0,
})

const outboxOf = (...said: Said[]): Outbox => said.reduce<Outbox>((outbox, one) => addSaid(outbox, one), [])
const restore = (kept: Said[]): Outbox => kept.reduce<Outbox>((outbox, one) => addSaid(outbox, one, 'kept'), [])
const ack = (cid: string, seq: number, conversation = 'c'): Result<Appended> => ({ ok: true, value: { conversation, cid, seq, at: 1 } })
const refusal = (code: Parameters<typeof createFailure>[0], retryAfterMs?: number): Result<never> => ({
  ok: false,
  failure: createFailure(code, retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const due = (outbox: Outbox, now = 0): string[] => dueItems(outbox, now).map((item) => item.said.payload.cid)

test('[P5] of each conversation the first that is not over may go, and none while one is under way', () => {
  const outbox = outboxOf(message('a1', 'a'), message('a2', 'a'), message('b1', 'b'))
  expect(due(outbox)).toEqual(['a1', 'b1'])
  const sent = markSent(outbox, 'a1')
  expect(due(sent)).toEqual(['b1'])
  expect(due(settle(sent, 'a1', ack('a1', 1, 'a'), 0, 0))).toEqual(['a2', 'b1'])
})

test.each([
  { name: 'no answer at all', result: refusal('unreachable'), state: 'queued', waits: 0 },
  { name: 'a later from the relay', result: refusal('store-unavailable'), state: 'queued', waits: 500 },
  { name: 'a later with a time', result: refusal('rate-limited', 8_000), state: 'queued', waits: 8_000 },
  { name: 'a refusal', result: refusal('not-allowed'), state: 'refused', waits: 0 },
  { name: 'an ack', result: ack('m', 4), state: 'acked', waits: 0 },
])('[P2] after $name the item is $state under the cid it had', ({ result, state, waits }) => {
  const outbox = settle(markSent(outboxOf(message('m')), 'm'), 'm', result, 1_000, 0)
  const item = findItem(outbox, 'm')
  expect(item?.phase.state).toBe(state)
  expect(nextDue(outbox, 1_000)).toBe(waits ? 1_000 + waits : undefined)
})

test('[P12] whose clock is set back while something waits does not wait for it to come round', () => {
  const day = 24 * 3_600_000
  const waiting = settle(markSent(outboxOf(message('a')), 'a'), 'a', refusal('store-unavailable'), day, 0.5)
  expect([due(waiting, day), nextDue(waiting, day)]).toEqual([[], expect.any(Number)])
  expect([due(waiting, 0), nextDue(waiting, 0)]).toEqual([['a'], undefined])
})

test('a refused message lets the next one of its conversation go', () => {
  const outbox = settle(markSent(outboxOf(message('m1'), message('m2')), 'm1'), 'm1', refusal('payload-invalid'), 0, 0)
  expect(due(outbox)).toEqual(['m2'])
})

test('a conversation’s beginning goes with each message until one is acknowledged, and with none after', () => {
  const outbox = outboxOf(message('m1', 'c', { start: true }), message('m2', 'c', { start: true }))
  const startOf = (box: Outbox, cid: string): unknown => (findItem(box, cid)!.said.payload as { start?: unknown }).start
  expect(startOf(settle(markSent(outbox, 'm1'), 'm1', refusal('payload-invalid'), 0, 0), 'm2')).toBeDefined()
  expect(startOf(settle(markSent(outbox, 'm1'), 'm1', ack('m1', 1), 0, 0), 'm2')).toBeUndefined()
})

test('what was to change a refused message is folded into it', () => {
  const outbox = outboxOf(message('m'), edit('e1', 'm', 'better'), edit('e2', 'm', 'best'), message('other'))
  const after = settle(markSent(outbox, 'm'), 'm', refusal('not-allowed'), 0, 0)
  expect(after.map((item) => item.said.payload)).toMatchObject([{ cid: 'm', text: 'best' }, { cid: 'other' }])
  const deleted = settle(markSent(addSaid(outbox, deletion('d', 'm')), 'm'), 'm', refusal('not-allowed'), 0, 0)
  expect(deleted.map((item) => item.said.payload.cid)).toEqual(['other'])
})

test('[P9] what is restored keeps its order and its refusals, and counts as tried', () => {
  const [one, two, three] = [message('1'), message('2'), message('3')]
  two.failure = createFailure('not-allowed')
  const restored = restore([three, one, two])
  expect(restored.map((item) => [item.said.payload.cid, item.phase.state, item.tried])).toEqual([
    ['1', 'queued', true],
    ['2', 'refused', true],
    ['3', 'queued', true],
  ])
})

test('an acknowledged item stays until the log shows its seq', () => {
  const outbox = settle(markSent(outboxOf(message('m')), 'm'), 'm', ack('m', 4), 0, 0)
  expect(dropShown(outbox, 'c', 3)).toBe(outbox)
  expect(dropShown(outbox, 'other', 9)).toBe(outbox)
  expect(dropShown(outbox, 'c', 4)).toEqual([])
})

test('[P5] whatever the relay answers, and whenever the link is lost, a conversation’s commands are committed in the order they were said', () => {
  const event = fc.record({
    kind: fc.constantFrom('say', 'go', 'ack', 'lose', 'later', 'refuse', 'reload'),
    conversation: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let outbox: Outbox = []
      let now = 0
      const said: Said[] = []
      const committed: string[] = []
      for (const { kind, conversation } of events) {
        now += 30_000
        const under = outbox.filter((item) => item.phase.state === 'in-flight')
        const [item] = under.filter((one) => one.said.payload.conversation === conversation)
        expect(under.length).toBe(new Set(under.map((one) => one.said.payload.conversation)).size)
        if (kind === 'say') {
          const next = message(`${said.length}`, conversation)
          said.push(next)
          outbox = addSaid(outbox, next)
        } else if (kind === 'go') for (const one of dueItems(outbox, now)) outbox = markSent(outbox, one.said.payload.cid)
        else if (kind === 'reload') {
          outbox = restore(outbox.filter(({ phase }) => phase.state !== 'acked').map((one) => one.said))
        } else if (item) {
          const { cid } = item.said.payload
          // A lost link leaves it open whether it was committed: the next answer to the same cid is the first ack.
          if (kind !== 'later' && kind !== 'refuse' && !committed.includes(cid)) committed.push(cid)
          const result =
            kind === 'ack'
              ? ack(cid, committed.indexOf(cid) + 1, conversation)
              : kind === 'lose'
                ? refusal('unreachable')
                : kind === 'later'
                  ? refusal('internal')
                  : refusal('not-allowed')
          if (kind !== 'refuse' || !committed.includes(cid)) outbox = settle(outbox, cid, result, now, 0.5)
        }
      }
      for (const conversation of ['a', 'b']) {
        const mine = said.filter((one) => one.payload.conversation === conversation).map((one) => one.payload.cid)
        const reached = committed.filter((cid) => mine.includes(cid))
        expect(reached).toEqual(mine.filter((cid) => reached.includes(cid)))
      }
      // Nothing said is anywhere but committed or still in the outbox.
      for (const { payload } of said) expect(committed.includes(payload.cid) || findItem(outbox, payload.cid) !== undefined).toBe(true)
    }),
  )
})
