import { expect, it } from 'vitest'
import { checkInvariants } from './check-invariants.ts'
import type { Evidence, Row, Said, Screen, Shown } from './evidence.ts'

const row = (seq: number, author: string, text: string | null, more: Partial<Row> = {}): Row => ({
  conversation: 'c',
  seq,
  cid: `cid${seq}`,
  author,
  type: 'message',
  target: null,
  text,
  ...more,
})
const said = (order: number, person: string, text: string, more: Partial<Said> = {}): Said => ({
  person,
  conversation: 'c',
  text,
  order,
  cid: `cid${order}`,
  acked: true,
  ...more,
})
const shown = (seq: number | null, text: string | null, cid = `cid${seq}`): Shown => ({ seq, cid, text })
const screen = (person: string, items: Shown[], id = 'c'): Screen => ({
  name: `${person}'s screen`,
  person,
  conversations: new Map([[id, items]]),
})

/** A visitor asks twice, the owner answers, one question was edited, the answer deleted; and all is well. */
const healed = (): Evidence & { rows: Row[]; said: Said[]; screens: Screen[] } => {
  const items = (): Shown[] => [shown(1, 'one, edited'), shown(2, 'two'), shown(3, null)]
  return {
    said: [said(1, 'ann', 'one'), said(2, 'ann', 'two'), said(3, 'bob', 'answer')],
    amended: [
      { person: 'ann', conversation: 'c', cid: 'cid4', target: 'cid1', text: 'one, edited', acked: true },
      { person: 'bob', conversation: 'c', cid: 'cid5', target: 'cid3', text: null, acked: true },
    ],
    rows: [
      row(1, 'ann', 'one'),
      row(2, 'ann', 'two'),
      row(3, 'bob', null),
      row(4, 'ann', 'one, edited', { type: 'message-edited', target: 1 }),
      row(5, 'bob', null, { type: 'message-deleted', target: 3 }),
    ],
    participants: new Map([['c', new Set(['ann', 'bob'])]]),
    screens: [screen('ann', items()), screen('bob', items())],
    cursors: [
      { by: 'ann', conversation: 'c', person: 'bob', delivered: 1, read: 0 },
      { by: 'ann', conversation: 'c', person: 'bob', delivered: 3, read: 3 },
    ],
  }
}
const found = (evidence: Evidence): string[] => [...new Set(checkInvariants(evidence).map((one) => one.invariant))]

it('finds nothing where all is well', () => {
  expect(checkInvariants(healed())).toEqual([])
})

it('[P4] finds an acked message that is not in the database', () => {
  const evidence = healed()
  evidence.rows = evidence.rows.filter((one) => one.seq < 4)
  evidence.rows[1] = row(2, 'ann', 'something else', { cid: 'other' })
  expect(checkInvariants(evidence)).toContainEqual({ invariant: 'once', says: '"two" (cid2 in c) was acked and is not in the database' })
})

it('[P2] finds a message that stands twice, under one cid or two', () => {
  const same = healed()
  same.rows.push(row(6, 'ann', 'two', { cid: 'cid2' }))
  expect(found(same)).toContain('once')
  const other = healed()
  other.rows.push(row(6, 'ann', 'two', { cid: 'cid6' }))
  other.said.push(said(6, 'ann', 'three', { cid: 'cid6' }))
  expect(found(other)).toContain('once')
})

it('[P2] lets what was not acked be there once or not at all, and finds it twice', () => {
  const evidence = healed()
  evidence.said.push(said(9, 'ann', 'lost on the way', { acked: false }))
  evidence.screens[0] = screen('ann', [...evidence.screens[0]!.conversations.get('c')!, shown(null, 'lost on the way', 'cid9')])
  expect(found(evidence)).toEqual([])
  evidence.rows.push(row(6, 'ann', 'lost on the way', { cid: 'cid9' }), row(7, 'ann', 'lost on the way', { cid: 'cid9' }))
  expect(found(evidence)).toContain('once')
})

it('finds what nobody said, what says something else, and what stands under another name', () => {
  for (const change of [{ cid: 'nobody' }, { text: 'forged' }, { author: 'bob' }]) {
    const evidence = healed()
    evidence.rows[1] = { ...evidence.rows[1]!, ...change }
    expect(found(evidence)).toContain('once')
  }
})

it('[P9] finds what was dropped silently', () => {
  const evidence = healed()
  evidence.said.push(said(9, 'ann', 'dropped', { cid: null, acked: false }))
  expect(found(evidence)).toEqual(['nothing-vanished'])
})

it('[P3] finds a gap, and a seq given twice', () => {
  const gap = healed()
  gap.rows[4] = { ...gap.rows[4]!, seq: 7 }
  expect(found(gap)).toEqual(['gapless'])
  const twice = healed()
  twice.rows[4] = { ...twice.rows[4]!, seq: 4 }
  expect(found(twice)).toEqual(['gapless'])
})

it('[P5] finds a screen that shows another order, too little, too much, or not the conversation', () => {
  const change = (to: (items: readonly Shown[]) => Shown[]): Evidence => {
    const evidence = healed()
    evidence.screens[1] = screen('bob', to(evidence.screens[1]!.conversations.get('c')!))
    return evidence
  }
  expect(found(change((items) => [...items].reverse()))).toEqual(['same-order'])
  expect(found(change((items) => items.slice(0, 2)))).toEqual(['same-order'])
  expect(found(change((items) => items.slice(1)))).toEqual(['same-order'])
  expect(found(change((items) => [...items, items[2]!]))).toEqual(['same-order'])
  expect(found(change((items) => [...items, shown(null, 'two', 'cid2')]))).toEqual(['same-order'])
  expect(found({ ...healed(), screens: [{ ...screen('ann', []), conversations: new Map() }] })).toEqual(['same-order'])
})

it("[P5] finds one person's messages in another order than they were said", () => {
  const evidence = healed()
  evidence.said = [said(1, 'ann', 'two', { cid: 'cid2' }), said(2, 'ann', 'one', { cid: 'cid1' }), said(3, 'bob', 'answer')]
  expect(found(evidence)).toEqual(['sender-order'])
})

it('[P15] finds a cursor that went back, and one that was read before it was delivered', () => {
  const back = healed()
  back.cursors = [...back.cursors!, { by: 'ann', conversation: 'c', person: 'bob', delivered: 2, read: 2 }]
  expect(found(back)).toEqual(['cursors-monotone'])
  expect(found({ ...healed(), cursors: [{ by: 'ann', conversation: 'c', person: 'bob', delivered: 1, read: 2 }] })).toEqual([
    'cursors-monotone',
  ])
})

it('finds a conversation on the screen of somebody who takes no part in it', () => {
  const evidence = healed()
  evidence.screens.push(screen('eve', [shown(1, 'one, edited')]))
  expect(found(evidence)).toEqual(['no-stranger'])
})

it('[P14] finds old text on a screen, deleted text in the database, and a change that is lost or doubled', () => {
  const old = healed()
  old.screens[0] = screen('ann', [shown(1, 'one'), shown(2, 'two'), shown(3, null)])
  expect(found(old)).toEqual(['amendments-converge'])
  const kept = healed()
  kept.rows[2] = { ...kept.rows[2]!, text: 'answer' }
  expect(found(kept)).toEqual(['amendments-converge'])
  const lost = healed()
  lost.rows.pop()
  lost.rows[2] = row(3, 'bob', 'answer')
  lost.screens = []
  expect(found(lost)).toEqual(['amendments-converge'])
  const doubled = healed()
  doubled.rows.push(row(6, 'ann', 'one, edited', { type: 'message-edited', target: 1, cid: 'cid4' }))
  expect(found(doubled)).toEqual(['amendments-converge'])
})
