import type { PersonId } from '@firsthand/protocol'
import type { Here } from '../presence/here.ts'
import type { Pages } from '../presence/pages.ts'
import type { Fact } from './fact.ts'

/** The same presence, told to the other relays wherever it changes by this relay's own connections. */
export function shareHere(home: Here, parts: { hereMs: number; now: () => number; tell: (fact: Fact) => void }): Here {
  const { hereMs, now, tell } = parts
  /** Until when the others think each member is here by this relay. */
  const told = new Map<PersonId, number>()

  const share = (person: PersonId): void => {
    const members = home.readOwn()
    const forMs = members.find(([one]) => one === person)?.[1]
    const before = told.get(person)
    if (forMs === undefined) told.delete(person)
    else told.set(person, now() + forMs)
    // Only a later word is worth waiting with: nobody may be shown as here for longer than they are.
    const changed =
      forMs === undefined ? before !== undefined : before === undefined || now() + forMs < before || now() + forMs - before >= hereMs / 8
    if (changed) tell({ is: 'here', members })
    else if (before !== undefined) told.set(person, before)
  }

  return {
    ...home,
    report(person, connection, active) {
      home.report(person, connection, active)
      share(person)
    },
    leave(person, connection) {
      home.leave(person, connection)
      share(person)
    },
    appearAway(person, away) {
      home.appearAway(person, away)
      tell({ is: 'appear-away', person, away })
    },
  }
}

/** The same pages, told to the other relays wherever they change by this relay's own connections. */
export function sharePages(home: Pages, tell: (fact: Fact) => void): Pages {
  const share = (person: PersonId, change: () => void): void => {
    const before = home.readOwn(person)
    change()
    const page = home.readOwn(person)
    // Who just left the last page keeps it for a few seconds; that it is gone is told then.
    if (page && page !== before) tell({ is: 'page', person, page })
  }
  return {
    ...home,
    arrive: (person, connection) => share(person, () => home.arrive(person, connection)),
    leave: (person, connection) => share(person, () => home.leave(person, connection)),
    visit(person, connection, page) {
      const visited = home.visit(person, connection, page)
      tell({ is: 'page', person, page: visited })
      return visited
    },
  }
}
