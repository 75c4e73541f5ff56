import type { FanOut } from '../gateway/fan-out.ts'
import type { Fact } from './fact.ts'

/** The fan-out to everybody's connections on every relay: at home at once and as ever, elsewhere by whoever hears of it. */
export function createClusterFanOut(home: FanOut, tell: (fact: Fact) => void): FanOut {
  return {
    toPeople(people, name, event, but) {
      home.toPeople(people, name, event, but)
      if (people.length > 0) tell({ is: 'event', people, name, event })
    },
    // Each relay knows who is here, and tells its own watchers by itself.
    toWatchers: (person, name, event) => home.toWatchers(person, name, event),
    endPerson(person, failure) {
      home.endPerson(person, failure)
      tell({ is: 'person-ended', person, failure })
    },
    endSession(session, failure) {
      home.endSession(session, failure)
      tell({ is: 'session-ended', session, failure })
    },
  }
}
