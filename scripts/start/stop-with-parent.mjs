/** How often to look whether npm is still there. */
const LOOK_MS = 500

/**
 * A signal that aborts when this process is told to end, or when whoever started it is gone without a word.
 *
 * @returns {{ signal: AbortSignal, release: () => void }}
 */
export function stopWithParent() {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  // They stay, so that a second Ctrl-C does not leave the demo's process behind alone.
  for (const name of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(name, stop)
  const parent = process.ppid
  const looking = setInterval(() => process.ppid === parent || stop(), LOOK_MS)
  looking.unref()
  return { signal: stopping.signal, release: () => clearInterval(looking) }
}
