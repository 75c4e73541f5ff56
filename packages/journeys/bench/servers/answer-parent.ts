/** What a server in a process of its own tells the one that measures it. */
export interface ServerUsage {
  /** Resident memory, bytes; after a full collection where one was asked for. */
  rss: number
  /** CPU this process has used, all its threads, microseconds. */
  cpu: number
}

/** Says where the server listens, answers what it uses when asked, and ends with the process that started it. */
export function answerParent(port: number): void {
  process.on('message', (asked) => {
    // Only where memory is the question: a collection is CPU that no message costs.
    if (asked === 'collect') globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system } satisfies ServerUsage)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
