import { createId, type SubjectCard } from '@firsthand/protocol'
import { NOW } from './fixture-client.ts'

const ADA = createId(NOW - 1e9)

/** Everyday's card: Ada and her Pricing API; here, where not said otherwise. */
export function fixtureCard(
  more: Partial<SubjectCard['owner']> = {},
  subject: Partial<SubjectCard['subject']> = {},
  here = true,
): SubjectCard {
  return {
    site: {
      key: 'northwind',
      name: 'Northwind',
      accent: '#3557d6',
      privacyUrl: 'https://northwind.example/privacy',
      otherWays: [
        { kind: 'mail', address: 'hello@northwind.example' },
        { kind: 'link', url: 'https://northwind.example/contact', label: 'Contact page' },
      ],
    },
    subject: { key: 'pricing-api', kind: 'product', title: 'Pricing API', url: 'https://northwind.example/pricing-api', ...subject },
    rule: 'canonical-url',
    owner: {
      id: ADA,
      kind: 'member',
      name: 'Ada Lovelace',
      title: 'Maintains the Pricing API',
      face: null,
      why: 'Designed and maintains this API',
      faceData: null,
      ...more,
    },
    availability: { hereUntil: here ? NOW + 90_000 : null, answers: { medianMs: 9_600_000, of: 24 } },
    at: NOW,
  }
}
