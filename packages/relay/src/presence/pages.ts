import type { Page, PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'

/** Between two pages of a site a visitor has no connection; so long their last page still stands. */
const GRACE_MS = 5_000

/** A page somebody looks at, and since when. */
export type VisitedPage = Page & { at: number }

/** Which page each connected visitor looks at now. Kept in memory only. */
export interface Pages {
  visit(person: PersonId, connection: string, page: Page): VisitedPage
  leave(person: PersonId, connection: string): void
  read(person: PersonId): VisitedPage | null
  close(): void
}

interface Visits {
  byConnection: Map<string, VisitedPage>
  latest: VisitedPage | null
  cancel: () => void
}

const nothing = (): void => undefined

/** Builds {@link Pages}; `gone` is called when somebody's last page was left. */
export function createPages(parts: { clock: Clock; gone: (person: PersonId) => void }): Pages {
  const people = new Map<PersonId, Visits>()
  return {
    visit(person, connection, page) {
      let visits = people.get(person)
      if (!visits) people.set(person, (visits = { byConnection: new Map(), latest: null, cancel: nothing }))
      visits.cancel()
      visits.cancel = nothing
      const before = visits.byConnection.get(connection)
      const visited = before?.url === page.url ? { ...page, at: before.at } : { ...page, at: parts.clock.now() }
      visits.byConnection.set(connection, visited)
      visits.latest = visited
      return visited
    },
    leave(person, connection) {
      const visits = people.get(person)
      if (!visits?.byConnection.delete(connection)) return
      const left = [...visits.byConnection.values()].toSorted((one, other) => other.at - one.at)[0]
      if (left) {
        visits.latest = left
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
