import type { Person } from './person.ts'
import type { Subject } from './subject.ts'

/** The path of a member's session below the relay's address: `POST` begins it, `GET` reads it, `DELETE` ends it. */
export const SESSION_PATH = '/v1/session'

/** The path of a subject's card below the relay's address: `?site=…&url=…[&subject=…]` answers a `SubjectCard`. */
export const CARD_PATH = '/v1/card'

/** The name under which a sign-in link carries its token, in the fragment: `<relay>/console/#sign-in=<token>`. */
export const SIGN_IN_FRAGMENT = 'sign-in'

/** The body of `POST /v1/session`: the token of a sign-in link, good once. */
export interface SignIn {
  token: string
}

/** The answer of `POST` and `GET /v1/session`: who is signed in. The session itself is an HttpOnly cookie that no script sees. */
export interface MemberSession {
  person: Person
  /** When the session ends (server time, ms); null where the host's own sign-in decides. */
  expiresAt: number | null
  /** What one is responsible for, in the order of the relay's configuration: an empty inbox says where visitors would begin. */
  subjects: Subject[]
}
