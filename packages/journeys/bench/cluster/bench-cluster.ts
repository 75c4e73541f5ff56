import { startTestPostgres } from '@firsthand/testkit/postgres'
import { startTestRedis } from '@firsthand/testkit/redis'
import { openPairs } from '../load/open-pairs.ts'
import type { Pair } from '../load/pair.ts'
import { median } from '../measure/median.ts'
import { measureThroughput, type Throughput } from '../measure/throughput.ts'
import type { Section } from '../report/section.ts'
import type { ServerUsage } from '../servers/answer-parent.ts'
import { startServer, type MeasuredServer } from '../servers/start-server.ts'
import { atMost, reported } from '../table.ts'

/** How much is measured. */
export interface ClusterPlan {
  rounds: number
  roundMs: number
  /** Conversations that talk, each with its visitor at one relay and its owner at the other. */
  pairs: number
}

/** Relays that are measured as one. */
interface Contender {
  relays: MeasuredServer[]
  pairs: Pair[]
  rounds: Throughput[]
}

/** Measures what it costs that the two sides of each conversation are connected to two relays, beside one relay for both and beside one that has a Redis for nothing. */
export async function benchCluster(folder: string, { rounds, roundMs, pairs }: ClusterPlan): Promise<Section> {
  const [postgres, redis] = await Promise.all([startTestPostgres({ onDisk: true }), startTestRedis()])
  const contend = async (count: number, ...more: string[]): Promise<Contender> => {
    const args = [folder, String(pairs), await postgres.createDatabase(), ...more]
    const relays = await Promise.all(Array.from({ length: count }, () => startServer('relay', args)))
    return { relays, pairs: await openPairs(relays[0]!, pairs, relays.at(-1)), rounds: [] }
  }
  const alone = await contend(1)
  const idle = await contend(1, redis.url)
  const two = await contend(2, redis.url)
  for (let round = 0; round <= rounds; round++) {
    for (const contender of [alone, idle, two]) {
      const throughput = await measureThroughput(asOne(contender.relays), contender.pairs, roundMs)
      if (round > 0) contender.rounds.push(throughput)
    }
    process.stdout.write(`\rround ${round} of ${rounds} `)
  }
  await Promise.all([alone, idle, two].flatMap(({ relays }) => relays.map((relay) => relay.close())))
  await Promise.all([postgres.close(), redis.close()])

  const show = ({ rounds: each }: Contender): string =>
    `${median(each.map(({ cpuPerMessage }) => cpuPerMessage)).toFixed(0)} µs, ${Math.round(median(each.map(({ perSecond }) => perSecond)))}/s`
  const ratio = (one: Contender, other: Contender): number =>
    median(one.rounds.map(({ cpuPerMessage }, at) => cpuPerMessage / (other.rounds[at]?.cpuPerMessage ?? Number.NaN)))
  return {
    title: 'Two relays',
    how: `${pairs} conversations on one Postgres, 200-byte messages, each acknowledged to its sender and delivered to the other side before the next; medians of ${rounds} rounds by turns. With two relays each visitor is connected to one and each owner to the other, and the CPU of both counts; they share one core.`,
    lines: [
      reported('CPU a message, messages/s: one relay', show(alone)),
      reported('one relay that has a Redis and no other relay', show(idle)),
      reported('two relays', show(two)),
      reported('a Redis for nothing, CPU a message ÷ without', ratio(idle, alone).toFixed(2)),
      atMost('two relays over Redis, CPU a message ÷ one relay', ratio(two, alone), 3, (value) => value.toFixed(2)),
    ],
  }
}

/** Several servers as the one that is measured. */
function asOne(relays: readonly MeasuredServer[]): MeasuredServer {
  const sum = (all: readonly ServerUsage[]): ServerUsage => ({
    rss: all.reduce((rss, each) => rss + each.rss, 0),
    cpu: all.reduce((cpu, each) => cpu + each.cpu, 0),
  })
  return {
    ...relays[0]!,
    usage: async () => sum(await Promise.all(relays.map((relay) => relay.usage()))),
    collect: async () => sum(await Promise.all(relays.map((relay) => relay.collect()))),
    close: async () => void (await Promise.all(relays.map((relay) => relay.close()))),
  }
}
