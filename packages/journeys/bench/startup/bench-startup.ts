import { median } from '../measure/median.ts'
import type { Section } from '../report/section.ts'
import { startServer, type ServerName } from '../servers/start-server.ts'
import { atMost, reported } from '../table.ts'

const names: readonly ServerName[] = ['bare-ws', 'bare-socketio', 'relay']
const milliseconds = (value: number): string => `${Math.round(value)} ms`

/** From the start of the process until it listens, an empty folder each time: the relay makes its database in it. */
export async function benchStartup(folder: string, rounds: number): Promise<Section> {
  const times: Record<ServerName, number[]> = { 'bare-ws': [], 'bare-socketio': [], relay: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const from = performance.now()
      const server = await startServer(name, [folder, '100'])
      times[name].push(performance.now() - from)
      await server.close()
    }
  }
  return {
    title: 'From start to ready',
    how: `The process started until it listens, a hundred members and subjects, a new database; medians of ${rounds} rounds by turns. TypeScript is stripped on the way, which built files spare.`,
    lines: [
      reported('bare ws', milliseconds(median(times['bare-ws']))),
      reported('bare Socket.IO', milliseconds(median(times['bare-socketio']))),
      atMost('relay', median(times.relay), 1_000, milliseconds),
    ],
  }
}
