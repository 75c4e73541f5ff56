/** What may go wrong just now, all of it decided by the plan. Chances are in [0, 1]. */
export interface Weather {
  /** A frame or a step of the store takes at most so long. */
  delayMs: number
  /** That a frame breaks its connection in its place. */
  cut: number
  /** That a handshake is refused without a word, or never answered. */
  refuse: number
  swallow: number
  /** Whether relays tell each other what was committed, and how often one such word is lost. */
  bridge: boolean
  bridgeLoss: number
  /** That the database cannot do what it is asked. */
  storeFails: number
  /** That a commit stands though its relay was told that it failed. */
  storeForgets: number
}

/** Nothing goes wrong. */
export const CALM: Weather = {
  delayMs: 20,
  cut: 0,
  refuse: 0,
  swallow: 0,
  bridge: true,
  bridgeLoss: 0,
  storeFails: 0,
  storeForgets: 0,
}
