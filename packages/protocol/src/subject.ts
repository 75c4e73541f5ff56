import type { Person } from './person.ts'

/** What kind of thing a subject is. Open: a client shows one it does not know as it stands. */
export type SubjectKind = 'product' | 'document' | 'site' | (string & {})

/** What is talked about. */
export interface Subject {
  /** Stable name within its site, such as `pricing-api` or `docs/install`. */
  key: string
  kind: SubjectKind
  title: string
  /** Its canonical address. */
  url: string
}

/** Where a page's subject was read from, in the order the relay tries. */
export type ResolutionRule = 'key' | 'canonical-url' | 'pattern' | 'fallback'

/** Which page asks, and what it says of itself. */
export interface SubjectQuery {
  /** A subject's key from `data-subject`, `boot`, or `<meta name="firsthand:subject">`. An unknown key is `subject-not-found`: a wrong set-up should be seen. */
  subject?: string
  /** The page's canonical address; query and hash are dropped by whoever sends it and again by the relay. */
  url: string
}

/** Whether an owner is there, and if not how fast they usually answer. */
export interface Availability {
  /** Until when (server time, ms) the owner counts as here; null when away. A client takes the sign down at that time by itself. */
  hereUntil: number | null
  /** The median of the first replies of the last 30 days, and how many there were; null under five. */
  answers: { medianMs: number; of: number } | null
}

/** Another way to reach the site, offered where the relay cannot be had. */
export type OtherWay = { kind: 'mail'; address: string } | { kind: 'link'; url: string; label: string }

/** Everything a launcher and an untouched panel show: the subject of this page and the person responsible for it. */
export interface SubjectCard {
  site: { key: string; name: string; accent: string | null; privacyUrl: string | null; otherWays: OtherWay[] }
  subject: Subject
  /** By which rule this subject was found. */
  rule: ResolutionRule
  owner: Person & {
    /** Why this person, such as "wrote this page"; null when the site says nothing. */
    why: string | null
    /** The face itself, as a `data:image/webp;base64,…` address, so that no second request is needed; null when there is none. */
    faceData: string | null
  }
  availability: Availability
  /** Server time of this answer: with it a page tells how much of `hereUntil` is left, whatever its own clock says. */
  at: number
}
