import type { Page, PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'

/** Between two pages of a site a visitor has no connection; so long their last page still stands. */
const GRACE_MS = 5_000

/** A page somebody looks at, and since when. */
export type VisitedPage = Page & { at: number }

/** Which page each connected visitor looks at now; it stands while any connection of theirs does. Kept in memory only. */
export interface Pages {
  /** A connection stands, whether or not it will say a page. */
  arrive(person: PersonId, connection: string): void
  visit(person: PersonId, connection: string, page: Page): VisitedPage
  leave(person: PersonId, connection: string): void
  read(person: PersonId): VisitedPage | null
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

  const standingOf = (person: PersonId): Visits => {
    let visits = people.get(person)
    if (!visits) people.set(person, (visits = { byConnection: new Map(), latest: null, cancel: nothing }))
    visits.cancel()
    visits.cancel = nothing
    return visits
  }

  return {
    arrive(person, connection) {
      standingOf(person).byConnection.set(connection, null)
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
    read: (person) => people.get(person)?.latest ?? null,
    close() {
      for (const visits of people.values()) visits.cancel()
      people.clear()
    },
  }
}
