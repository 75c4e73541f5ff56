import { checkConfig } from '../../../relay/src/check-config.ts'

/** Two owners and a site: Ada made the scissors, everything else is Bob's. */
export const SITE = checkConfig({
  dataFolder: '/nowhere',
  members: [
    { handle: 'ada', name: 'Ada' },
    { handle: 'bob', name: 'Bob' },
  ],
  sites: [
    {
      key: 'acme',
      name: 'Acme',
      origins: ['https://acme.example'],
      fallback: 'bob',
      subjects: [{ key: 'scissors', kind: 'product', title: 'Scissors', url: 'https://acme.example/scissors', owner: 'ada' }],
    },
  ],
})

/** What a visitor may ask about: the first is Ada's, the second Bob's. */
export const SUBJECTS = [{ url: 'https://acme.example/scissors' }, { url: 'https://acme.example/elsewhere' }] as const
