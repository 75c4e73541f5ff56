import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { describeAvailability } from './availability.ts'

const answers = (medianMs: number): { hereUntil: null; answers: { medianMs: number; of: number } } => ({
  hereUntil: null,
  answers: { medianMs, of: 9 },
})

test('what is not known is not claimed', () => {
  expect(describeAvailability(null, en)).toEqual({ presence: null, line: '' })
})
test('here is here, whatever the median says', () => {
  expect(describeAvailability({ ...answers(1), hereUntil: 1 }, en)).toEqual({ presence: 'here', line: 'Here now' })
})
test('away without a measured median is away, and no more', () => {
  expect(describeAvailability({ hereUntil: null, answers: null }, en)).toEqual({ presence: 'away', line: 'Away' })
})
test.each([
  [20_000, 'Usually answers in 5 minutes'],
  [11 * 60_000, 'Usually answers in 15 minutes'],
  [58 * 60_000, 'Usually answers in 1 hour'],
  [9_600_000, 'Usually answers in 3 hours'],
  [23.5 * 3_600_000, 'Usually answers in 1 day'],
  [50 * 3_600_000, 'Usually answers in 3 days'],
])('a median of %d ms, never rounded in its favour: %s', (median, line) => {
  expect(describeAvailability(answers(median), en).line).toBe(line)
})
