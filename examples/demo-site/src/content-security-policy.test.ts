import { describe, expect, test } from 'vitest'
import { describePolicy } from './content-security-policy.ts'

describe('the policy of the demo pages', () => {
  const directives = new Map(
    describePolicy('http://127.0.0.1:7420')
      .split('; ')
      .map((line) => [line.split(' ', 1)[0], line.split(' ').slice(1).join(' ')]),
  )

  test('opens scripts and connections to the relay, sockets included', () => {
    expect(directives.get('script-src')).toBe("'self' http://127.0.0.1:7420")
    expect(directives.get('connect-src')).toBe('http://127.0.0.1:7420 ws://127.0.0.1:7420')
  })

  test('opens nothing else for the widget', () => {
    expect(directives.get('style-src')).toBe("'self'")
    expect(directives.get('img-src')).toBe("'self' data:")
    expect([...directives.values()].join(' ')).not.toMatch(/unsafe|\*/)
  })

  test('asks for Trusted Types and forbids frames, bases and plug-ins', () => {
    expect(directives.get('require-trusted-types-for')).toBe("'script'")
    for (const name of ['frame-ancestors', 'base-uri', 'object-src', 'form-action']) expect(directives.get(name)).toBe("'none'")
  })

  test('speaks wss to a relay on https', () => {
    expect(describePolicy('https://relay.example')).toContain('connect-src https://relay.example wss://relay.example;')
  })
})
