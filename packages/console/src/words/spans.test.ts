import { describe, expect, it } from 'vitest'
import { formatSpan } from './spans.ts'

describe('a span in words', () => {
  it.each([
    [59_999, null],
    [60_000, '1 min'],
    [59 * 60_000, '59 min'],
    [3 * 3_600_000 + 59 * 60_000, '3 hr'],
    [24 * 3_600_000, '1 day'],
    [50 * 3_600_000, '2 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(formatSpan(ms, 'en-US')).toBe(words)
  })
})
