/** How much may wait for one connection, and for how long. */
export const QUEUE = {
  /** Events stop here: so many frames … */
  frames: 256,
  /** … or so many bytes. */
  bytes: 1_048_576,
  /** Answers to its own commands go on up to here. Whoever asks for more without reading is cut at once. */
  answerBytes: 16 * 1_048_576,
  /** Whoever has not read everything by then is cut. */
  patienceMs: 30_000,
} as const

/** What waits for one connection to read it. */
export interface Queued {
  frames: number
  bytes: number
}

/**
 * What to do about a connection: leave it as it is, stop sending events to it, tell it that it missed some because it reads again, or close it.
 *
 * @param stoppedForMs since when nothing has been sent to it, null where it gets everything
 */
export function judgeReader({ frames, bytes }: Queued, stoppedForMs: number | null): 'leave' | 'stop' | 'resume' | 'cut' {
  if (bytes > QUEUE.answerBytes) return 'cut'
  if (stoppedForMs === null) return frames >= QUEUE.frames || bytes >= QUEUE.bytes ? 'stop' : 'leave'
  if (frames === 0 && bytes === 0) return 'resume'
  return stoppedForMs >= QUEUE.patienceMs ? 'cut' : 'leave'
}
