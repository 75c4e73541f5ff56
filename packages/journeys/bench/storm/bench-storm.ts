import type { Section } from '../report/section.ts'
import { openIdle } from '../load/open-idle.ts'
import { measureDiskFlush } from '../measure/disk-flush.ts'
import { median } from '../measure/median.ts'
import { startServer, type MeasuredServer, type ServerName } from '../servers/start-server.ts'
import { reported } from '../table.ts'

const names: readonly ServerName[] = ['bare-ws', 'bare-socketio', 'relay']

interface Storm {
  /** Connections that stood again, greeted and shown the person responsible, per second. */
  perSecond: number
  /** CPU of the server for each, microseconds. */
  cpuEach: number
}

/**
 * Everybody comes back at once, as after a restart, and without the spread over time that the client gives itself: what a server takes in a
 * second, and what each costs it.
 */
export async function benchStorm(folder: string, plan: { connections: number; rounds: number }): Promise<Section> {
  const flush = measureDiskFlush(folder)
  const storms: Record<ServerName, Storm[]> = { 'bare-ws': [], 'bare-socketio': [], relay: [] }
  const servers = await Promise.all(names.map((name) => startServer(name, [folder, '100'])))
  for (let round = 0; round <= plan.rounds; round += 1) {
    for (const server of servers) {
      const storm = await measureStorm(server, plan.connections)
      // In the first everybody warms up.
      if (round > 0) storms[server.name].push(storm)
    }
    process.stdout.write(`\rround ${round} of ${plan.rounds} `)
  }
  await Promise.all(servers.map((server) => server.close()))
  const of = (name: ServerName, key: keyof Storm): number => median(storms[name].map((storm) => storm[key]))
  const ratio = (key: keyof Storm): string =>
    median(storms.relay.map((storm, at) => storm[key] / (storms['bare-socketio'][at]?.[key] ?? Number.NaN))).toFixed(2)
  return {
    title: 'A reconnect storm',
    how: `${plan.connections.toLocaleString('en')} connections made as fast as the server takes them, medians of ${plan.rounds} rounds by turns. The relay's are proven, greeted and told who is responsible for their page; the references' are merely open. One disk flush of 4 kB took ${flush.toFixed(2)} ms.`,
    lines: [
      ...names.map((name) =>
        reported(`${name}: connections/s, CPU each`, `${Math.round(of(name, 'perSecond'))}, ${Math.round(of(name, 'cpuEach'))} µs`),
      ),
      reported('relay ÷ bare Socket.IO, connections/s', ratio('perSecond')),
      reported('relay ÷ bare Socket.IO, CPU each', ratio('cpuEach')),
    ],
  }
}

async function measureStorm(server: MeasuredServer, connections: number): Promise<Storm> {
  const before = await server.usage()
  const from = performance.now()
  const closers = await openIdle(server, connections, 0)
  const took = performance.now() - from
  const { cpu } = await server.usage()
  for (const close of closers) close()
  return { perSecond: connections / (took / 1000), cpuEach: (cpu - before.cpu) / connections }
}
