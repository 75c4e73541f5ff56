import { expect, it } from 'vitest'
import { resolveSubject, type PageFacts } from './page-subject.ts'

const facts: PageFacts = {
  option: undefined,
  meta: undefined,
  canonical: undefined,
  stale: undefined,
  location: 'https://example.com/here?session=1#part',
}

it('takes where the page stands, without query and hash', () => {
  expect(resolveSubject(facts)).toEqual({ url: 'https://example.com/here' })
})

it('prefers the canonical link, without query and hash too', () => {
  expect(resolveSubject({ ...facts, canonical: 'https://www.example.com/pricing?utm_source=x' })).toEqual({
    url: 'https://www.example.com/pricing',
  })
})

it('leaves a canonical link aside that belongs to the page before', () => {
  const canonical = 'https://example.com/before'
  expect(resolveSubject({ ...facts, canonical, stale: canonical })).toEqual({ url: 'https://example.com/here' })
  expect(resolveSubject({ ...facts, canonical: 'https://example.com/now', stale: canonical })).toEqual({ url: 'https://example.com/now' })
})

it('prefers what the page says of itself, and before that what it was told; the address goes along', () => {
  expect(resolveSubject({ ...facts, meta: 'guide' })).toEqual({ subject: 'guide', url: 'https://example.com/here' })
  expect(resolveSubject({ ...facts, meta: 'guide', option: 'pricing' })).toEqual({ subject: 'pricing', url: 'https://example.com/here' })
  expect(resolveSubject({ ...facts, meta: 'guide', option: '' })).toEqual({ subject: 'guide', url: 'https://example.com/here' })
})
