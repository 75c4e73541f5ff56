import type { PersonId } from './ids.ts'

/** How much is known of who somebody is. Only `member` may sign in to the console. */
export type PersonKind = 'anonymous' | 'verified' | 'member'

/** What the others in a conversation see of a person. */
export interface Person {
  id: PersonId
  kind: PersonKind
  /** The name they gave, or null. Text by whoever typed it: never a proof of who they are, the role is. */
  name: string | null
  /** A member's role line, such as "Maintains the pricing API"; null for visitors. */
  title: string | null
  /** Where their face is: a path below the relay's address (`/v1/faces/….webp`), or null. */
  face: string | null
}

/** A page as its visitor's client reports it: the canonical address without query and hash (tokens hide there), and its title. */
export interface Page {
  url: string
  title: string
}

/** All that is kept of a visitor. The visitor and the owner read the very same answer. */
export interface PersonFacts {
  person: Person
  /** Milliseconds since 1970 of their first message on this site; null while they have sent none. */
  firstMessageAt: number | null
  /** The language of their browser (BCP 47), or null. */
  locale: string | null
  /** The page they look at now, with when they came to it; null when no page of theirs is connected. */
  page: (Page & { at: number }) | null
  /** How many conversations they have on this site. */
  conversations: number
}
