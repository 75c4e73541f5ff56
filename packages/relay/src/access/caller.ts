import type { Id, PersonId } from '@firsthand/protocol'

/** Who speaks, proven. Made by `authenticate*` alone; everything behind asks it and nothing else. */
export type Caller = VisitorCaller | MemberCaller

/** A visitor of one site. `person` is theirs from the first connection on, though nothing is stored before they write. */
export interface VisitorCaller {
  as: 'visitor'
  person: PersonId
  site: string
  credentialHash: string
  device: Id
}

/** A signed-in member. */
export interface MemberCaller {
  as: 'member'
  person: PersonId
  handle: string
  /** Names the session, so that ending it closes its connections; null where the host's own sign-in gave none. */
  session: string | null
  /** When the proof of who this is ends (ms); null where that is the host's affair. */
  expiresAt: number | null
  device: Id
}
