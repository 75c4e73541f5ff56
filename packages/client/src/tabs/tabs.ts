/**
 * The other tabs of this browser: the port to BroadcastChannel and Web Locks. Whoever has neither answers null, and each tab then
 * sends what it has by itself: the same cid keeps that from being said twice [P2].
 */
export interface Tabs {
  /** Hears what other tabs tell under this name, and tells them; nobody hears what they told themselves. */
  join(name: string, hear: (told: unknown) => void): TabChannel | null
  /** Asks for the one lock of this name. With `steal` it is taken from whoever holds it. Returns its release, also while it waits. */
  lock(name: string, steal: boolean, on: LockEvents): (() => void) | null
}

/** A way to the other tabs, until it is left. */
export interface TabChannel {
  /** To all other tabs; what is told has to be structured-cloneable. */
  tell(told: unknown): void
  /** Neither hears nor tells from then on. */
  leave(): void
}

/** What becomes of a lock that was asked for. Nothing is called after its release. */
export interface LockEvents {
  /** It is this tab's now. */
  held(): void
  /** Another tab took it. */
  lost(): void
}
