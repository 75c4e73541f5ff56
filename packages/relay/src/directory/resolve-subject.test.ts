import { expect, test } from 'vitest'
import { indexSubjects, resolveSubject, type Resolvable } from './resolve-subject.ts'

const fallback = { key: '@site', url: 'https://acme.example/' }
const index = indexSubjects<Resolvable>(
  [
    { key: 'engine', url: 'https://Acme.example/engine/', aliases: ['https://www.acme.example/engine', 'http://acme.example:80/motor'] },
    { key: 'docs', url: 'https://acme.example/docs', patterns: ['https://acme.example/docs/**'] },
    { key: 'docs/api', url: 'https://acme.example/docs/api', patterns: ['https://acme.example/docs/api/**', 'https://acme.example/*/api'] },
    { key: 'people', url: 'https://acme.example/people', patterns: ['https://acme.example/people/*'] },
    { key: 'profile', url: 'https://acme.example/profile', patterns: ['https://acme.example/people/*/profile'] },
    { key: 'all-of-blog', url: 'https://blog.acme.example', patterns: ['https://blog.acme.example/**'] },
  ],
  fallback,
)

test.each([
  ['an exact key', { subject: 'docs', url: 'https://elsewhere.example/' }, 'docs', 'key'],
  ["the site's own key", { subject: '@site', url: 'https://acme.example/engine' }, '@site', 'key'],
  ['the canonical address', { url: 'https://acme.example/engine' }, 'engine', 'canonical-url'],
  ['query, hash and tracking dropped', { url: 'https://acme.example/engine?utm_source=x&fbclid=y#top' }, 'engine', 'canonical-url'],
  ['trailing slashes folded', { url: 'https://acme.example/engine//' }, 'engine', 'canonical-url'],
  ['the host in any case, the default port said', { url: 'HTTPS://ACME.EXAMPLE:443/engine' }, 'engine', 'canonical-url'],
  ['credentials in the address dropped', { url: 'https://me:secret@acme.example/engine' }, 'engine', 'canonical-url'],
  ['an alias on another host', { url: 'https://www.acme.example/engine/' }, 'engine', 'canonical-url'],
  ['an alias on another scheme', { url: 'http://acme.example/motor' }, 'engine', 'canonical-url'],
  ['the path in another case is another page', { url: 'https://acme.example/Engine' }, '@site', 'fallback'],
  ['any rest', { url: 'https://acme.example/docs/a/b/c' }, 'docs', 'pattern'],
  ['the longest pattern', { url: 'https://acme.example/docs/api/v2' }, 'docs/api', 'pattern'],
  ['a segment in the middle', { url: 'https://acme.example/old/api' }, 'docs/api', 'pattern'],
  ['one segment', { url: 'https://acme.example/people/kim' }, 'people', 'pattern'],
  ['one segment and no more', { url: 'https://acme.example/people/kim/photos' }, '@site', 'fallback'],
  ['one segment with a tail', { url: 'https://acme.example/people/kim/profile' }, 'profile', 'pattern'],
  ['a whole host, its root included', { url: 'https://blog.acme.example/' }, 'all-of-blog', 'canonical-url'],
  ['a whole host', { url: 'https://blog.acme.example/2026/11' }, 'all-of-blog', 'pattern'],
  ['a look-alike host', { url: 'https://acme.example.evil/engine' }, '@site', 'fallback'],
  ['a page nobody claimed', { url: 'https://acme.example/jobs' }, '@site', 'fallback'],
  ['what is no address', { url: 'nonsense' }, '@site', 'fallback'],
  ['an address that is none of the web', { url: 'javascript:alert(1)' }, '@site', 'fallback'],
])('%s', (_, query, key, rule) => {
  expect(resolveSubject(index, query)).toEqual({ ok: true, value: { found: expect.objectContaining({ key }), rule } })
})

test.each(['nonsense', '__proto__', 'constructor', ''])('the unknown key %j is refused, whatever the address', (subject) => {
  expect(resolveSubject(index, { subject, url: 'https://acme.example/engine' })).toMatchObject({ failure: { code: 'subject-not-found' } })
})
