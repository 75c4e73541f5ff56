import { expect, it } from 'vitest'
import { listWays } from './offer-ways.ts'

it("lists the site's ways, and the page's own last", () => {
  expect(
    listWays(
      [
        { kind: 'mail', address: 'hello@example.com' },
        { kind: 'link', url: 'https://example.com/help', label: 'Help' },
      ],
      'mailto:page@example.com',
    ),
  ).toEqual([
    { href: 'mailto:hello@example.com', text: 'hello@example.com' },
    { href: 'https://example.com/help', text: 'Help' },
    { href: 'mailto:page@example.com', text: 'page@example.com' },
  ])
})

it('[A5] leaves out what is neither an address to visit nor one to write to', () => {
  expect(listWays([{ kind: 'link', url: 'javascript:alert(1)', label: 'x' }], 'data:text/html,x')).toEqual([])
  expect(listWays([{ kind: 'link', url: ' java\tscript:alert(1)', label: 'x' }], undefined)).toEqual([])
})
