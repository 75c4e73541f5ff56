/** How the program ends, whatever the command. */
export const EXIT = {
  done: 0,
  /** It could not be done; the one line on standard error says why and what to do. */
  failed: 1,
  /** The command line or the configuration is wrong; nothing was tried. */
  usedWrongly: 2,
} as const
