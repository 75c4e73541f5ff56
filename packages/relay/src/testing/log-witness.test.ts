import { expect, test } from 'vitest'
import { createLogWitness } from './log-witness.ts'

test('[A43] a witness finds in a log what was said, even where it is escaped, and misses a refusal that was never logged', () => {
  const witness = createLogWitness()
  witness.saw([{ conversation: 'c', text: 'a "quoted" word' }])
  witness.got({ ok: false, failure: { request: 'r-1' } })
  expect(() => witness.check(['{"msg":"a \\"quoted\\" word"}'], 'info')).toThrow('what was said')
  expect(() => witness.check(['{"request":"r-2"}'], 'debug')).toThrow('lacks the refusal r-1')
  expect(() => witness.check(['{"request":"r-2"}'], 'info')).not.toThrow()
  expect(() => witness.check(['{"request":"r-1"}'], 'debug')).not.toThrow()
})
