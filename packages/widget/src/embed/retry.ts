/** Does something again that failed: after 0.5, 1, 2, 4 and 8 seconds; then, or where `hopeless`, its failure stands. Nothing waits once `signal` ends. */
export function createRetry(
  signal: AbortSignal,
  hopeless: (error: unknown) => boolean = () => false,
): <Value>(task: () => Promise<Value>) => Promise<Value> {
  return async (task) => {
    for (let delay = 500; ; delay *= 2) {
      try {
        return await task()
      } catch (error) {
        if (delay > 8000 || hopeless(error)) throw error
        signal.throwIfAborted()
        await pause(delay, signal)
      }
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    })
  })
}
