import type { Page, PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'

/** Between two pages of a site a visitor has no connection; so long their last page still stands. */
const GRACE_MS = 5_000

/** A page somebody looks at, and since when. */
export type VisitedPage = Page & { at: number }

/** Which page each connected visitor looks at now; it stands while any connection of theirs does, on whichever relay. Kept in memory only. */
export interface Pages {
  /** A connection stands, whether or not it will say a page; a page known from another relay is its own from now on. */
  arrive(person: PersonId, connection: string): void
  visit(person: PersonId, connection: string, page: Page): VisitedPage
  leave(person: PersonId, connection: string): void
  read(person: PersonId): VisitedPage | null
  /** The page of this person by connections of this relay alone. */
  readOwn(person: PersonId): VisitedPage | null
  /** The pages of all who are connected here. */
  listOwn(): [person: PersonId, page: VisitedPage][]
  /** Another relay says where a visitor connected there is; null: there no more. */
  hear(relay: string, person: PersonId, page: VisitedPage | null): void
  /** Another relay says all it knows, or is gone and knows nothing: answers who is on another page than before, or on none. */
  hearAll(relay: string, pages: readonly (readonly [person: PersonId, page: VisitedPage])[]): PersonId[]
  close(): void
}

interface Visits {
  /** Every connection that stands, with the page it said, where it said one. */
  byConnection: Map<string, VisitedPage | null>
  latest: VisitedPage | null
  cancel: () => void
}

const nothing = (): void => undefined

/** Builds {@link Pages}; `gone` is called when somebody who had said a page is connected no more. */
export function createPages(parts: { clock: Clock; gone: (person: PersonId) => void }): Pages {
  const people = new Map<PersonId, Visits>()
  /** What other relays said, by relay. */
  const elsewhere = new Map<string, Map<PersonId, VisitedPage>>()

  const standingOf = (person: PersonId): Visits => {
    let visits = people.get(person)
    if (!visits) people.set(person, (visits = { byConnection: new Map(), latest: null, cancel: nothing }))
    visits.cancel()
    visits.cancel = nothing
    return visits
  }

  /** The newest of a visitor's pages; without another relay there is but one to look at. */
  const read = (person: PersonId): VisitedPage | null => {
    let newest = people.get(person)?.latest ?? null
    for (const pages of elsewhere.values()) {
      const page = pages.get(person)
      if (page && (!newest || page.at > newest.at)) newest = page
    }
    return newest
  }

  return {
    arrive(person, connection) {
      const visits = standingOf(person)
      visits.byConnection.set(connection, null)
      visits.latest ??= read(person)
    },
    visit(person, connection, page) {
      const visits = standingOf(person)
      const before = visits.byConnection.get(connection)
      const visited = before?.url === page.url ? { ...page, at: before.at } : { ...page, at: parts.clock.now() }
      visits.byConnection.set(connection, visited)
      visits.latest = visited
      return visited
    },
    leave(person, connection) {
      const visits = people.get(person)
      if (!visits?.byConnection.delete(connection)) return
      const [left] = [...visits.byConnection.values()].filter((page) => page !== null).toSorted((one, other) => other.at - one.at)
      if (left) visits.latest = left
      if (visits.byConnection.size > 0) return
      if (!visits.latest) {
        people.delete(person)
        return
      }
      visits.cancel = parts.clock.after(GRACE_MS, () => {
        people.delete(person)
        parts.gone(person)
      })
    },
    read,
    readOwn: (person) => people.get(person)?.latest ?? null,
    listOwn: () => [...people].flatMap(([person, { latest }]) => (latest ? [[person, latest] as [PersonId, VisitedPage]] : [])),
    hear(relay, person, page) {
      const pages = elsewhere.get(relay)
      if (!page) pages?.delete(person)
      else if (pages) pages.set(person, page)
      else elsewhere.set(relay, new Map([[person, page]]))
    },
    hearAll(relay, pages) {
      const before = elsewhere.get(relay) ?? new Map<PersonId, VisitedPage>()
      const seen = new Map([...before.keys(), ...pages.map(([person]) => person)].map((person) => [person, read(person)]))
      elsewhere.delete(relay)
      if (pages.length > 0) elsewhere.set(relay, new Map(pages))
      return [...seen].flatMap(([person, page]) => (read(person)?.url === page?.url ? [] : [person]))
    },
    close() {
      for (const visits of people.values()) visits.cancel()
      people.clear()
      elsewhere.clear()
    },
  }
}
