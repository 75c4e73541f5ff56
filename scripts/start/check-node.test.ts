import { expect, test } from 'vitest'
import { checkNode } from './check-node.mjs'

test('takes Node 20 and everything newer', () => {
  expect(checkNode('v20.0.0')).toBeNull()
  expect(checkNode('v26.10.0')).toBeNull()
})

test('refuses an older Node in one line that names both versions', () => {
  const line = checkNode('v18.19.1')
  expect(line).toMatch(/Node 20 or newer; this is v18\.19\.1/)
  expect(line).not.toContain('\n')
})

test('refuses what is no version at all', () => {
  expect(checkNode('')).not.toBeNull()
})
