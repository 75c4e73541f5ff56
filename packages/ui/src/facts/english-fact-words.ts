import type { FactWords } from './fact-list.tsx'

/** The English of the facts; "them" and "you" read the same list, so it speaks of neither. */
export const englishFactWords: FactWords = {
  locale: 'en',
  fields: {
    name: 'Name',
    kind: 'Known as',
    page: 'Page open now',
    locale: 'Language of the browser',
    firstMessageAt: 'First message',
    conversations: 'Conversations on this site',
  },
  noName: 'Not given',
  kinds: { anonymous: 'Anonymous visitor', verified: 'Verified visitor', member: 'Member' },
  unknown: 'Not told',
  noPage: 'None',
  since: (moment) => `Since ${moment}`,
  none: 'None yet',
}
