import type { OtherWay, PersonId, ResolutionRule, Result, Subject, SubjectQuery } from '@firsthand/protocol'

/** The port to what a relay knows of sites, subjects and who is responsible for them. */
export interface Directory {
  findSite(key: string): Site | undefined
  /** The subject a page is about, and the member responsible for it. */
  resolve(site: Site, query: SubjectQuery): Result<Resolution>
  findMember(handle: string): Member | undefined
  findMemberById(person: PersonId): Member | undefined
  readonly members: readonly Member[]
  /** What a member is responsible for, in the order of the configuration; the sites they are the fallback of come last. */
  subjectsOf(member: Member): Subject[]
  /** Every origin some site allows. */
  readonly origins: ReadonlySet<string>
}

/** A site as the gateway and the card need it. */
export interface Site {
  key: string
  name: string
  origins: ReadonlySet<string>
  accent: string | null
  privacyUrl: string | null
  otherWays: OtherWay[]
}

/** Somebody who can sign in and be responsible. */
export interface Member {
  id: PersonId
  handle: string
  name: string
  title: string | null
  face: Face | null
}

/** A member's picture, ready to be served: 96 px square WebP. */
export interface Face {
  /** `/v1/faces/<hash>.webp` */
  path: string
  /** The same as a `data:` address. */
  data: string
  bytes: Buffer
}

/** What a page was found to be about. */
export interface Resolution {
  subject: Subject
  rule: ResolutionRule
  owner: Member
  /** Why this person, or null. */
  why: string | null
}
