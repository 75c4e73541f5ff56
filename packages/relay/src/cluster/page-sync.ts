import type { PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'
import type { Pages, VisitedPage } from '../presence/pages.ts'
import type { Fact } from './fact.ts'

/** So many pages are told at once, and the next ones a little later: ten thousand visitors make no hole in which nobody is answered. */
const AT_ONCE = 500
const NEXT_MS = 20

/** Brings what relays know of each other's visitors together, after one of them was not there. */
export interface PageSync {
  /** Tells the others the pages of all visitors connected here. Asked again meanwhile, it begins anew afterwards. */
  tellAll(): void
  /** A part of what another relay tells of all its visitors; answers whose page is another one now. */
  hear(relay: string, fact: Fact & { is: 'pages' }): PersonId[]
  /** Another relay's visitor is on another page now, or on none. */
  hearOne(relay: string, person: PersonId, page: VisitedPage | null): void
  /** Another relay is gone, and with it what it knew; answers whose page is another one now. */
  forget(relay: string): PersonId[]
  close(): void
}

/** Builds {@link PageSync} on the pages of a relay. */
export function createPageSync(parts: { pages: Pages; clock: Clock; tell: (fact: Fact) => void }): PageSync {
  const { pages, clock, tell } = parts
  /** What came so far of those that are told in parts. */
  const coming = new Map<string, Map<PersonId, VisitedPage | null>>()
  let state: 'resting' | 'telling' | 'asked-again' = 'resting'
  let cancel = (): void => undefined

  function tellFrom(people: readonly PersonId[], at: number): void {
    // Read when it is told: whatever changed since this began was told in between.
    const now = people.slice(at, at + AT_ONCE).flatMap((person) => {
      const page = pages.readOwn(person)
      return page ? [[person, page] as const] : []
    })
    const more = at + AT_ONCE < people.length
    tell({ is: 'pages', pages: now, more })
    if (more) {
      cancel = clock.after(NEXT_MS, () => tellFrom(people, at + AT_ONCE))
      return
    }
    const again = state === 'asked-again'
    state = 'resting'
    if (again) tellAll()
  }

  function tellAll(): void {
    if (state !== 'resting') {
      state = 'asked-again'
      return
    }
    state = 'telling'
    tellFrom(
      pages.listOwn().map(([person]) => person),
      0,
    )
  }

  return {
    tellAll,
    hear(relay, fact) {
      const all = coming.get(relay) ?? new Map<PersonId, VisitedPage | null>()
      for (const [person, page] of fact.pages) all.set(person, page)
      if (fact.more) {
        coming.set(relay, all)
        return []
      }
      coming.delete(relay)
      return pages.hearAll(
        relay,
        [...all].flatMap(([person, page]) => (page ? [[person, page] as const] : [])),
      )
    },
    hearOne(relay, person, page) {
      coming.get(relay)?.set(person, page)
      pages.hear(relay, person, page)
    },
    forget(relay) {
      coming.delete(relay)
      return pages.hearAll(relay, [])
    },
    close: () => cancel(),
  }
}
