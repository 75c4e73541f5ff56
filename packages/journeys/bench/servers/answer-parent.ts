/** What a server in a process of its own tells the one that measures it. */
export interface ServerUsage {
  /** Resident memory after a full collection, bytes. */
  rss: number
  /** CPU this process has used, all its threads, microseconds. */
  cpu: number
}

/** Says where the server listens, answers what it uses when asked, and ends with the process that started it. */
export function answerParent(port: number): void {
  process.on('message', (asked) => {
    if (asked !== 'usage') return
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system } satisfies ServerUsage)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
