import { expect, it } from 'vitest'
import { defineFirsthandElement, mount } from './index.ts'

it('can be imported where there is no document, and says so only when it should draw', () => {
  expect(typeof document).toBe('undefined')
  expect(() => defineFirsthandElement()).not.toThrow()
  expect(() => mount({ relay: 'https://relay.example', site: 'demo' })).toThrow('in the browser')
})
