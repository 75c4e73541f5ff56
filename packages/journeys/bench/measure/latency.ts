import type { Pair } from '../load/pair.ts'

/** Milliseconds from a message's sending to its ack, at a steady rate. */
export interface Latency {
  p50: number
  p90: number
  p99: number
}

/**
 * Open loop: messages leave at a steady rate, spread over the pairs, whether or not earlier ones are answered, so that a server
 * that stalls is charged for each message that was due meanwhile.
 */
export async function measureLatency(pairs: readonly Pair[], perSecond: number, ms: number): Promise<Latency> {
  const acks: number[] = []
  const waiting: Promise<void>[] = []
  const from = performance.now()
  const total = Math.floor((perSecond * ms) / 1000)
  for (const pair of pairs) pair.onDelivered = () => undefined
  let sent = 0
  const { promise: allSent, resolve } = Promise.withResolvers<void>()
  const tick = (): void => {
    const due = Math.min(total, Math.floor(((performance.now() - from) / 1000) * perSecond))
    for (; sent < due; sent += 1) {
      const pair = pairs[sent % pairs.length]
      const dueAt = from + (sent / perSecond) * 1000
      if (pair) waiting.push(pair.send().then(() => void acks.push(performance.now() - dueAt)))
    }
    if (sent === total) resolve()
    else setImmediate(tick)
  }
  tick()
  await allSent
  await Promise.all(waiting)
  acks.sort((one, other) => one - other)
  const at = (share: number): number => acks[Math.floor(acks.length * share)] ?? Number.NaN
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}
