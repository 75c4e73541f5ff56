import { expect, test } from 'vitest'
import { spreadOf } from './dismiss-clients.ts'

test('[P17] five thousand clients come back within five seconds, a handful within half a second, and nobody waits for more than ten', () => {
  expect(spreadOf(5_000)).toBe(5_000)
  expect(spreadOf(3)).toBe(500)
  expect(spreadOf(1_000_000)).toBe(10_000)
})
