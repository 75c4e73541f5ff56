import { expect, test } from 'vitest'
import { accentTokens, DEFAULT_ACCENT } from './accent.ts'

test('a colour goes through', () => {
  expect(accentTokens('#0a7d55')).toBe('--fh-site:#0a7d55;')
  expect(accentTokens('#ABC')).toBe('--fh-site:#ABC;')
})
test.each(['red}*{background:url(//e)', '#0a7d55;}', 'url(//e)', '#12345', 'red', '', null, undefined])('[A8] %j does not', (accent) => {
  expect(accentTokens(accent)).toBe(`--fh-site:${DEFAULT_ACCENT};`)
})
