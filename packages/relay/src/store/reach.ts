/**
 * Unread messages are looked for among so many entries behind the read cursor: enough for any count a screen shows, and a bound on
 * what one look can cost where somebody never reads what they themselves write.
 */
export const UNREAD_REACH = 2_000

/** So many of an owner's first replies are read at most, the newest: plenty for a median. */
export const REPLIES_REACH = 1_000
