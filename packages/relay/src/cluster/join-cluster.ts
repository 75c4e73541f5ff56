import type { PersonId } from '@firsthand/protocol'
import type { Clock } from '../clock.ts'
import type { FanOut } from '../gateway/fan-out.ts'
import type { FirstReplies } from '../presence/first-replies.ts'
import type { Here } from '../presence/here.ts'
import type { Pages } from '../presence/pages.ts'
import type { Bus } from './bus.ts'
import { createClusterFanOut } from './cluster-fan-out.ts'
import type { Fact } from './fact.ts'
import { createNeighbours } from './neighbours.ts'
import { createPageSync } from './page-sync.ts'
import { shareHere, sharePages } from './shared-presence.ts'

/** A relay that ends says so; who was connected to it gets so long to come back by another before their page is gone. */
const GRACE_MS = 10_000
/** Several relays that come back at once are answered together. */
const ANSWER_MS = 200

/** What a relay does by itself, and what it needs to do it together with others. */
export interface ClusterParts {
  bus: Bus
  clock: Clock
  hereMs: number
  /** The relay's own halves. */
  fanOut: FanOut
  here: Here
  pages: Pages
  firstReplies: FirstReplies
  /** Tells the members connected here where a visitor is now. */
  tellPageAtHome: (person: PersonId) => Promise<void>
  /** Told what a neighbour said that could not be understood: a relay of another version, say. */
  report: (cause: unknown) => void
}

/** The same halves as the relay's commands shall use them, and what becomes of them all. */
export interface Cluster {
  fanOut: FanOut
  here: Here
  pages: Pages
  firstReplies: FirstReplies
  /** A visitor is connected to this relay no more. */
  pageGone(person: PersonId): void
  /** Redis is there (again): the others are told what stands here, and asked what stands with them. */
  join(): void
  /** Other relays heard of lately. */
  readonly neighbours: number
  /** Says that this relay ends, and listens no more. */
  leave(): void
}

/** Makes one relay out of several: whatever one does reaches the connections of all, and what one knows of presence all know. */
export function joinCluster(parts: ClusterParts): Cluster {
  const { bus, clock, hereMs, fanOut, here, pages, firstReplies, tellPageAtHome, report } = parts
  let open = true
  let answering = false

  const tellHere = (): void => bus.tell({ is: 'here', members: here.readOwn() })
  const sync = createPageSync({ pages, clock, tell: bus.tell })
  const tellEverything = (): void => {
    tellHere()
    sync.tellAll()
  }
  const neighbours = createNeighbours({ clock, beat: tellHere, gone: forget })
  /** To nobody there is nothing to tell: a relay alone with its Redis does no more than one without. */
  const tell = (fact: Fact): void => {
    if (neighbours.count > 0) bus.tell(fact)
  }

  function forget(relay: string): void {
    here.hear(relay, [])
    tellChangedPages(sync.forget(relay))
  }

  function tellChangedPages(people: readonly PersonId[]): void {
    const tellAll = async (): Promise<void> => {
      for (const person of people) await tellPageAtHome(person)
    }
    tellAll().catch(report)
  }

  const answer = (): void => {
    tellHere()
    if (answering) return
    answering = true
    clock.after(ANSWER_MS, () => {
      answering = false
      if (open) tellEverything()
    })
  }

  const take = (fact: Fact, from: string): void => {
    if (fact.is === 'left') {
      neighbours.leave(from)
      here.loosen(from)
      clock.after(GRACE_MS, () => {
        if (open) tellChangedPages(sync.forget(from))
      })
      return
    }
    const isNew = neighbours.hear(from)
    if (isNew || fact.is === 'joined') answer()
    if (fact.is === 'event') fanOut.toPeople(fact.people, fact.name, fact.event)
    else if (fact.is === 'person-ended') fanOut.endPerson(fact.person, fact.failure)
    else if (fact.is === 'session-ended') fanOut.endSession(fact.session, fact.failure)
    else if (fact.is === 'here') here.hear(from, fact.members)
    else if (fact.is === 'appear-away') here.appearAway(fact.person, fact.away)
    else if (fact.is === 'replied') firstReplies.forget(fact.person)
    else if (fact.is === 'page') sync.hearOne(from, fact.person, fact.page)
    else if (fact.is === 'pages') tellChangedPages(sync.hear(from, fact))
  }

  bus.listen((fact, from) => {
    if (!open) return
    try {
      take(fact, from)
    } catch (cause) {
      report(cause)
    }
  })

  return {
    fanOut: createClusterFanOut(fanOut, tell),
    here: shareHere(here, { hereMs, now: clock.now, tell }),
    pages: sharePages(pages, tell),
    firstReplies: {
      ...firstReplies,
      forget(person) {
        firstReplies.forget(person)
        tell({ is: 'replied', person })
      },
    },
    pageGone: (person) => tell({ is: 'page', person, page: null }),
    join() {
      bus.tell({ is: 'joined' })
      tellEverything()
    },
    get neighbours() {
      return neighbours.count
    },
    leave() {
      open = false
      neighbours.close()
      sync.close()
      bus.tell({ is: 'left' })
      bus.flush()
    },
  }
}
