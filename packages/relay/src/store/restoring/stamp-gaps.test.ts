import { expect, test } from 'vitest'
import { addGap, liesOutside } from './stamp-gaps.ts'

test('[P13] each opening leaves a gap between the newest stamp there was and the clock', () => {
  const first = addGap(null, 0, 1_000)
  expect(first).toEqual({ gaps: [[0, 1_000]], start: 1_000 })
  const second = addGap(JSON.stringify(first.gaps), 1_500, 9_000)
  expect(second).toEqual({
    gaps: [
      [0, 1_000],
      [1_500, 9_000],
    ],
    start: 9_000,
  })
  const given = (stamp: number): boolean => liesOutside(second.gaps, stamp)
  expect([0, 1, 1_000, 1_001, 1_500, 1_501, 9_000, 9_001].map(given)).toEqual([true, false, false, true, true, false, false, true])
})

test('opened again with nothing stamped between, the gap grows and none is added', () => {
  const { gaps } = addGap(null, 500, 1_000)
  expect(addGap(JSON.stringify(gaps), 500, 2_000).gaps).toEqual([[500, 2_000]])
})

test('a clock that went back gives no stamp twice', () => {
  const { gaps } = addGap(null, 500, 1_000)
  expect(addGap(JSON.stringify(gaps), 700, 200).start).toBe(1_000)
  expect(addGap(JSON.stringify(gaps), 1_200, 200)).toEqual({
    gaps: [
      [500, 1_000],
      [1_200, 1_200],
    ],
    start: 1_200,
  })
})

test('of very many openings the last are remembered', () => {
  let stored: string | null = null
  for (let opening = 1; opening <= 600; opening++) stored = JSON.stringify(addGap(stored, opening * 10, opening * 10 + 5).gaps)
  expect(JSON.parse(stored!)).toHaveLength(500)
})
