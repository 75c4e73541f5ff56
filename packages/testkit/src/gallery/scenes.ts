import { createFailure, createId } from '@firsthand/protocol'
import type { TimelineItem } from '@firsthand/client'
import { createFixtureClient, describeConversation, event, NOW, own, theirs, type FixtureOptions } from './fixture-client.ts'
import { fixtureCard } from './fixture-card.ts'
import { drawFixtureFace } from './fixture-face.ts'

/** One picture of the gallery. */
export interface Scene {
  name: string
  /** Of the window the panel stands in. */
  width: number
  height: number
  theme: 'light' | 'dark'
  accent: string
  language: 'en' | 'nl' | 'tr' | 'de' | 'fr' | 'es' | 'ar'
  fixture: FixtureOptions
  sheet?: 'conversations' | 'facts' | 'forget'
  naming?: boolean
  draft?: string
  editing?: boolean
  /** Hovers and clicks the camera makes before it looks; CSS selectors inside the panel. */
  press?: string
  hover?: string
  forcedColors?: boolean
  scrollUp?: boolean
}

const GRACE = createId(NOW - 2e9)

const card: typeof fixtureCard = (more, subject, here) =>
  fixtureCard({ faceData: drawFixtureFace('#f0c8a8', '#4a2e22', '#3b6ea8', '#dbe6f4'), ...more }, subject, here)

const ada = card()
const ADA = ada.owner.id
const away = card({}, {}, false)
const minute = 60_000
const day = 86_400_000

const talk = [
  own(
    'Hello Ada, does the batch endpoint count each row against the quota, or the whole call?',
    { state: 'read' },
    NOW - day - 42 * minute,
  ),
  own('We send about 4,000 rows a night.', { state: 'read' }, NOW - day - 41 * minute),
  theirs(
    ADA,
    'Each row counts. But rows that did not change since the last call are free: send the etag back and we skip them.',
    NOW - day - 33 * minute,
  ),
  theirs(ADA, 'It is described here: https://northwind.example/docs/batch#etag', NOW - day - 32 * minute),
  event(ADA, { type: 'status-changed', from: 'open', to: 'resolved' }, NOW - day - 20 * minute),
  own('That halved our bill, thank you. One more thing: the example in the docs still shows v1.', { state: 'read' }, NOW - 14 * minute),
  event(ADA, { type: 'status-changed', from: 'resolved', to: 'open' }, NOW - 14 * minute),
  theirs(ADA, 'You are right. I have just corrected it, and put your name in the changelog if you like?', NOW - 5 * minute, true),
  own('Yes please! 🎉', { state: 'delivered' }, NOW - 2 * minute),
]

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

const many = Array.from({ length: 400 }, (_, at) =>
  at % 3
    ? theirs(ADA, `Answer ${at}: it depends on the plan, and on how often you call.`, NOW - (400 - at) * 7 * minute)
    : own(`Question ${at}?`, { state: 'read' }, NOW - (400 - at) * 7 * minute),
)

const tooFast = createFailure('rate-limited', { request: '4f1c9d2a-7b1e-4c1d-9a50-3e6f1d2b8c77' })

const restored: TimelineItem[] = [
  ...talk.slice(0, 3),
  {
    kind: 'event',
    key: 'lost',
    seq: 3,
    author: null,
    own: false,
    at: NOW - 2 * minute,
    event: { type: 'messages-lost', count: 2 },
  },
  own('Then I will take the yearly plan.', { state: 'sending' }, NOW - minute),
]

const base: Omit<Scene, 'name' | 'fixture'> = { width: 500, height: 672, theme: 'light', accent: '#3557d6', language: 'en' }

const conversations = [
  describeConversation('Rows that did not change are free.', ada, ada.owner, NOW - 5 * minute, { unread: 2 }),
  describeConversation(
    'I will look at it on Monday and write here.',
    card({ id: GRACE, name: 'Grace Hopper' }, { key: 'handbook', title: 'The Northwind handbook', kind: 'document' }),
    { id: GRACE, kind: 'member', name: 'Grace Hopper', title: null, face: null },
    NOW - 2 * day,
  ),
  describeConversation('Done, and thank you for the hint!', card({}, { key: 'sdk', title: 'JavaScript SDK' }), ada.owner, NOW - 30 * day, {
    status: 'resolved',
  }),
]

/** Every screen of the panel, in each state it can be in. */
export const SCENES: Scene[] = [
  { ...base, name: 'first-sight', fixture: { card: ada } },
  { ...base, name: 'first-sight-dark', theme: 'dark', fixture: { card: ada } },
  { ...base, name: 'first-sight-away', accent: '#0a7d55', fixture: { card: away } },
  { ...base, name: 'first-sight-no-face', accent: '#b4235a', fixture: { card: card({ faceData: null, why: null }) } },
  { ...base, name: 'loading', fixture: { card: null } },
  { ...base, name: 'talk', fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'talk-dark', theme: 'dark', fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'talk-green', accent: '#0a7d55', fixture: { card: away, items: talk } },
  { ...base, name: 'talk-yellow', accent: '#ffd400', fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'talk-yellow-dark', theme: 'dark', accent: '#ffd400', fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'talk-black', accent: '#111111', fixture: { card: ada, items: talk, name: 'Sam' } },
  {
    ...base,
    name: 'talk-typing',
    fixture: { card: ada, items: talk.slice(0, 3), typing: true, name: 'Sam' },
    draft: 'I also wanted to ask',
  },
  {
    ...base,
    name: 'one-item',
    fixture: { card: ada, items: [own('Is the Pricing API free for open source?', { state: 'sent' }, NOW - minute)] },
  },
  { ...base, name: 'naming', naming: true, fixture: { card: ada, items: talk.slice(0, 2) } },
  { ...base, name: 'unread', fixture: { card: ada, items: talk, readUpTo: talk[5]!.seq!, name: 'Sam' } },
  { ...base, name: 'hover', hover: '.fh-block:not(.fh-own) .fh-message', fixture: { card: ada, items: talk, name: 'Sam' } },
  {
    ...base,
    name: 'message-menu',
    hover: '.fh-newest .fh-message',
    press: '.fh-newest .fh-more',
    fixture: { card: ada, items: talk, name: 'Sam' },
  },
  { ...base, name: 'header-menu', press: '.fh-head [aria-haspopup]', fixture: { card: ada, items: talk, conversations } },
  {
    ...base,
    name: 'not-sent',
    fixture: {
      card: ada,
      name: 'Sam',
      items: [
        ...talk.slice(0, 3),
        own('This one went out twice too fast.', { state: 'not-sent', failure: tooFast }, NOW - minute),
        own('And this one waits.', { state: 'waiting' }),
      ],
      connection: { state: 'waiting', attempt: 2, retryAt: NOW + 3000 },
    },
  },
  {
    ...base,
    name: 'not-sent-dark',
    theme: 'dark',
    fixture: {
      card: ada,
      name: 'Sam',
      items: [...talk.slice(0, 3), own('This one went out too fast.', { state: 'not-sent', failure: tooFast }, NOW - minute)],
      connection: { state: 'waiting', attempt: 2, retryAt: NOW + 3000 },
    },
  },
  {
    ...base,
    name: 'unreachable',
    fixture: { card: away, items: talk.slice(0, 2), connection: { state: 'waiting', attempt: 9, retryAt: NOW }, storage: 'memory' },
  },
  { ...base, name: 'refused', fixture: { card: away, connection: { state: 'refused', failure: createFailure('origin-refused') } } },
  { ...base, name: 'failing', fixture: { card: ada, state: 'failed' } },
  { ...base, name: 'gone', fixture: { card: ada, state: 'gone' } },
  { ...base, name: 'restored', fixture: { card: ada, items: restored, name: 'Sam' } },
  { ...base, name: 'restored-arabic', language: 'ar', fixture: { card: ada, items: restored } },
  { ...base, name: 'resolved', fixture: { card: ada, items: talk.slice(0, 5), status: 'resolved', name: 'Sam' } },
  {
    ...base,
    name: 'deleted',
    fixture: {
      card: ada,
      items: [...talk.slice(0, 2), own(null, { state: 'read' }, NOW - 3 * minute), theirs(ADA, null, NOW - minute)],
      name: 'Sam',
    },
  },
  { ...base, name: 'editing', editing: true, fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'many', fixture: { card: ada, items: many, earlier: 'more', name: 'Sam' } },
  {
    ...base,
    name: 'long-words',
    draft: `A draft\nof several lines\n${long}\nand more\nand more\nand more\nand more`,
    fixture: {
      card: card(
        { name: `Dr. ${long} Freifrau von und zu`, why: `Leads ${long} and everything beside it, in three countries` },
        { title: `${long} 2026: the complete guide for beginners` },
      ),
      items: [
        own(long + long + long, { state: 'read' }, NOW - 3 * minute),
        theirs(ADA, `https://northwind.example/${'a-very-long-path/'.repeat(9)}?q=1\n\nZ${'\u0301'.repeat(5000)}algo`, NOW - 2 * minute),
        own('<svg onload=alert(1)> "><img src=x onerror=alert(1)>', { state: 'read' }, NOW - minute),
      ],
      name: 'Sam',
    },
  },
  { ...base, name: 'scrolled-up', scrollUp: true, fixture: { card: ada, items: many, earlier: 'loading', name: 'Sam' } },
  { ...base, name: 'near-limit', draft: 'x'.repeat(9_900), fixture: { card: ada } },
  { ...base, name: 'over-limit', draft: 'x'.repeat(10_120), fixture: { card: ada } },
  { ...base, name: 'conversations', sheet: 'conversations', fixture: { card: ada, items: talk, conversations } },
  { ...base, name: 'conversations-dark', theme: 'dark', sheet: 'conversations', fixture: { card: ada, items: talk, conversations } },
  { ...base, name: 'facts', sheet: 'facts', fixture: { card: ada, items: talk } },
  { ...base, name: 'facts-failing', sheet: 'facts', fixture: { card: ada, items: talk, facts: 'failing' } },
  { ...base, name: 'forget', sheet: 'forget', fixture: { card: ada, items: talk } },
  {
    ...base,
    name: 'forget-unsent',
    sheet: 'forget',
    fixture: { card: ada, items: [...talk.slice(0, 2), own('Not yet.', { state: 'waiting' }), own('Nor this.', { state: 'waiting' })] },
  },
  {
    ...base,
    name: 'arabic',
    language: 'ar',
    fixture: {
      card: away,
      items: [
        own('مرحباً، هل يمكنني استخدام الواجهة مجاناً؟', { state: 'read' }, NOW - 9 * minute),
        theirs(ADA, 'نعم، حتى ١٠٠٠ طلب في اليوم. See https://northwind.example/docs', NOW - 3 * minute),
      ],
    },
  },
  { ...base, name: 'arabic-first', language: 'ar', fixture: { card: away } },
  { ...base, name: 'arabic-conversations', language: 'ar', sheet: 'conversations', fixture: { card: ada, items: talk, conversations } },
  { ...base, name: 'german', language: 'de', fixture: { card: away, items: talk.slice(0, 4) } },
  { ...base, name: 'french-first', language: 'fr', fixture: { card: away } },
  { ...base, name: 'forced-colours', forcedColors: true, fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'wide-320', width: 320, height: 568, fixture: { card: ada, items: talk } },
  { ...base, name: 'wide-320-first', width: 320, height: 568, fixture: { card: away } },
  { ...base, name: 'wide-390-dark', width: 390, height: 844, theme: 'dark', fixture: { card: ada, items: talk } },
  { ...base, name: 'zoom-400', width: 320, height: 256, fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'wide-768', width: 768, height: 900, fixture: { card: ada, items: talk, name: 'Sam' } },
  { ...base, name: 'wide-1440', width: 1440, height: 900, fixture: { card: ada, items: talk, name: 'Sam' } },
]

/** The scene of a name, ready to be drawn. */
export function findScene(name: string): (Scene & { client: ReturnType<typeof createFixtureClient> }) | undefined {
  const scene = SCENES.find((one) => one.name === name)
  return scene && { ...scene, client: createFixtureClient(scene.fixture) }
}
