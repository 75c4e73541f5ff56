import type { MeasuredServer } from '../servers/start-server.ts'
import { openIdle } from '../load/open-idle.ts'

/** Bytes of resident memory each idle connection costs a server, after a full collection. */
export async function measureIdleMemory(server: MeasuredServer, count: number): Promise<number> {
  // A first few bring in what every server loads once, so that it is not charged to the connections.
  const first = await openIdle(server, 100, 0)
  const before = await settled(server)
  const rest = await openIdle(server, count, 100)
  const after = await settled(server)
  for (const close of [...first, ...rest]) close()
  return (after - before) / count
}

/** The lowest of a few readings: memory that a collection gives back a moment later is not counted. */
async function settled(server: MeasuredServer): Promise<number> {
  const readings: number[] = []
  for (let reading = 0; reading < 5; reading += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    readings.push((await server.collect()).rss)
  }
  return Math.min(...readings)
}
