import { isId } from '@firsthand/protocol'
import { expect, test } from 'vitest'
import { hashCredential, personOfCredential } from '../access/credential.ts'
import { memberId } from './member-id.ts'

test('a member keeps their id for ever, on every relay', () => {
  expect(memberId('ada')).toBe('8e016633-ff7c-83f3-83f9-7786f2f211b0')
  expect(isId(memberId('ada'))).toBe(true)
})

test('a secret is one person on one site, another on another, and never a member', () => {
  const person = personOfCredential(hashCredential('acme', 'secret'))
  expect(isId(person)).toBe(true)
  expect(personOfCredential(hashCredential('acme', 'secret'))).toBe(person)
  expect(personOfCredential(hashCredential('globex', 'secret'))).not.toBe(person)
  expect(personOfCredential('x')).not.toBe(memberId('x'))
})
