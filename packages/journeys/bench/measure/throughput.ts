import type { Pair } from '../load/pair.ts'
import type { MeasuredServer } from '../servers/start-server.ts'

export interface Throughput {
  /** Messages acknowledged to the sender and delivered to the other side, per second. */
  perSecond: number
  /** CPU of the server per message, microseconds, all its threads. */
  cpuPerMessage: number
  /** How much of one core the server used: near 1 it was the limit, far below it something else was. */
  busy: number
}

/** Closed loop: each pair says the next thing once the last one is acknowledged and delivered. */
export async function measureThroughput(server: MeasuredServer, pairs: readonly Pair[], ms: number): Promise<Throughput> {
  let sent = 0
  const before = await server.usage()
  const from = performance.now()
  const until = from + ms
  await Promise.all(
    pairs.map(async (pair) => {
      while (performance.now() < until) {
        const delivered = new Promise<void>((resolve) => (pair.onDelivered = resolve))
        await Promise.all([pair.send(), delivered])
        sent += 1
      }
    }),
  )
  const took = performance.now() - from
  const cpu = (await server.usage()).cpu - before.cpu
  return { perSecond: sent / (took / 1000), cpuPerMessage: cpu / sent, busy: cpu / 1000 / took }
}
