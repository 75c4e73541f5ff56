import { expect, it } from 'vitest'
import { describeTime, planBread } from '../src/timetable.ts'

it('counts back from when the bread should be out', () => {
  const steps = planBread(18 * 60, 21)
  expect(steps.at(-1)).toEqual({ at: 1080, what: 'Out, and wait for the crust to sing' })
  expect(steps[0]!.at).toBe(1080 - 45 - 90 - 270 - 45 - 360)
})

it('begins earlier in a cold kitchen', () => {
  expect(planBread(1080, 17)[0]!.at).toBeLessThan(planBread(1080, 25)[0]!.at)
})

it('says when it is the day before', () => {
  expect(describeTime(1085)).toBe('18:05')
  expect(describeTime(-110)).toBe('the day before, 22:10')
})
