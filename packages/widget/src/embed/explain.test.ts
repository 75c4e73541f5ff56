import { expect, it } from 'vitest'
import { explainRefusal, explainViolation } from './explain.ts'

const relay = 'https://relay.example/talk'
const violation = { blockedURI: 'https://relay.example/v1/card', effectiveDirective: 'connect-src', disposition: 'enforce' as const }

it('names the line to add to the policy, with the socket where it is about connections', () => {
  expect(explainViolation(violation, relay)?.message).toContain('Add to the policy: connect-src https://relay.example wss://relay.example')
  expect(explainViolation({ ...violation, effectiveDirective: 'script-src-elem' }, relay)?.message).toMatch(
    /script-src https:\/\/relay\.example$/,
  )
  expect(explainViolation({ ...violation, blockedURI: 'wss://relay.example/v1/socket' }, relay)).not.toBeNull()
})

it('is silent about what is not its own, and about what is only reported', () => {
  expect(explainViolation({ ...violation, blockedURI: 'https://relay.example.evil/x' }, relay)).toBeNull()
  expect(explainViolation({ ...violation, blockedURI: 'inline' }, relay)).toBeNull()
  expect(explainViolation({ ...violation, disposition: 'report' }, relay)).toBeNull()
})

it('names the site key and the origin that were refused', () => {
  const { message } = explainRefusal({ code: 'site-unknown', message: 'No site has this key.' }, 'dmeo', 'https://example.com')
  expect(message).toBe('No site has this key. (data-site="dmeo", origin https://example.com)')
})

it('says how an opaque origin comes about', () => {
  expect(explainRefusal({ code: 'origin-refused', message: 'No.' }, 'demo', 'null').message).toContain('allow-same-origin')
})
