import { describe, expect, test, vi } from 'vitest'
import { dayOf, momentOf, shortDayOf, timeOf } from './dates.ts'

const now = new Date(2026, 9, 15, 0, 5).getTime()

describe('dayOf', () => {
  test.each([
    [new Date(2026, 9, 15, 0, 1), 'en', 'Today'],
    [new Date(2026, 9, 14, 23, 59), 'en', 'Yesterday'],
    [new Date(2026, 9, 14, 23, 59), 'de', 'Gestern'],
    [new Date(2026, 9, 11, 12), 'en', 'Sunday'],
    [new Date(2026, 9, 8, 12), 'en', 'Thu, October 8'],
    [new Date(2025, 9, 8, 12), 'nl', 'Wo 8 oktober 2025'],
  ])('%s in %s is %s', (at, locale, words) => {
    expect(dayOf(at.getTime(), now, locale)).toBe(words)
  })
})

test('a list shows the time today, the weekday within a week, then the date', () => {
  const midnight = new Date(2026, 9, 15, 0, 1).getTime()
  expect(shortDayOf(midnight, now, 'en-GB')).toBe(timeOf(midnight, 'en-GB'))
  expect(shortDayOf(new Date(2026, 9, 13).getTime(), now, 'en')).toBe('Tue')
  expect(shortDayOf(new Date(2026, 8, 13).getTime(), now, 'en')).toBe('Sep 13')
})

test("a time is written as in the reader's own region, where that speaks the language on screen", () => {
  vi.stubGlobal('navigator', { languages: ['en-GB', 'en'] })
  const at = new Date(2026, 9, 15, 18, 5).getTime()
  expect(momentOf(at, 'en')).toContain('18:05')
  expect(momentOf(at, 'en')).toContain('15 October')
  vi.unstubAllGlobals()
})
