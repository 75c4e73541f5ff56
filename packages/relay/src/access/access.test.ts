import { expect, test } from 'vitest'
import type { Membership } from '../store/store.ts'
import { canSee, type Thing, type Viewer } from './can-see.ts'
import { checkOrigin } from './check-origin.ts'

const membership: Membership = {
  role: 'visitor',
  kind: 'chat',
  site: 'acme',
  status: 'open',
  audience: 'participants',
  participants: [
    { person: 'kim', role: 'visitor' },
    { person: 'ada', role: 'owner' },
  ],
}
const kim: Viewer = { as: 'visitor', person: 'kim', site: 'acme' }
const ada: Viewer = { as: 'member', person: 'ada' }
const grace: Viewer = { as: 'member', person: 'grace' }
const conversation: Thing = { is: 'conversation', membership }
const unknown: Thing = { is: 'conversation', membership: null }
const facts: Thing = { is: 'facts', of: 'kim', acquaintances: ['ada'] }
const page: Thing = { is: 'page', of: 'kim', acquaintances: ['ada'] }
const card: Thing = { is: 'card', site: 'acme' }

test.each<[string, Viewer, Thing, boolean]>([
  ['a participant sees the conversation', kim, conversation, true],
  ['so does the other', ada, conversation, true],
  ['another member does not', grace, conversation, false],
  ['the same person by another site does not', { ...kim, site: 'globex' }, conversation, false],
  ['nobody sees one that does not stand', ada, unknown, false],
  ['a page sees none', { as: 'page', site: 'acme' }, conversation, false],
  ['one sees what is kept of oneself', kim, facts, true],
  ['the member one talks with sees the same', ada, facts, true],
  ['another member does not', grace, facts, false],
  ['another visitor does not, though they talked', { as: 'visitor', person: 'ada', site: 'acme' }, facts, false],
  ['the member one talks with sees where one is', ada, page, true],
  ['another member does not', grace, page, false],
  ['a page of the site sees the card', { as: 'page', site: 'acme' }, card, true],
  ['so does a visitor of it', kim, card, true],
  ['a page of another site does not', { as: 'page', site: 'globex' }, card, false],
  ['a page of no site does not', { as: 'page', site: null }, card, false],
])('%s', (_, viewer, thing, allowed) => {
  expect(canSee(viewer, thing)).toBe(allowed)
})

const allowed = (origin: string): boolean => origin === 'https://acme.example'
test.each([
  [{ origin: 'https://acme.example' }, true],
  [{ origin: 'https://acme.example', 'sec-fetch-site': 'cross-site' }, true],
  [{ origin: 'https://acme.example.evil' }, false],
  [{ origin: '' }, false],
  [{ origin: 'null' }, false],
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'nonsense' }, false],
  [{ referer: 'https://acme.example/', 'x-forwarded-host': 'acme.example' }, true],
])('[A16] a request with %j may come: %s', (headers, may) => {
  expect(checkOrigin(headers, allowed)).toBe(may)
})
