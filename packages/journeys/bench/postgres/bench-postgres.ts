import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@firsthand/relay'
import { startTestPostgres, type TestPostgres } from '@firsthand/testkit/postgres'
import { openPairs } from '../load/open-pairs.ts'
import { measureDiskFlush } from '../measure/disk-flush.ts'
import { measureLatency } from '../measure/latency.ts'
import { median } from '../measure/median.ts'
import { measureThroughput } from '../measure/throughput.ts'
import type { Section } from '../report/section.ts'
import { startServer } from '../servers/start-server.ts'
import { reported } from '../table.ts'
import { appendAlone, appendTogether, beginConversations, type MeasuredStore } from './append-rounds.ts'

/** How much is measured. */
export interface PostgresPlan {
  rounds: number
  roundMs: number
  /** Conversations that talk. */
  pairs: number
}

const each = (values: readonly number[]): string => Math.round(median(values)).toLocaleString('en')
const milliseconds = (value: number): string => `${value.toFixed(2)} ms`
const ratioOf = (one: readonly number[], other: readonly number[]): string =>
  median(one.map((value, at) => value / (other[at] ?? Number.NaN))).toFixed(2)

/** Measures the Postgres store beside the SQLite store, and a relay on each, by turns in one run. Both keep their files on the same disk. */
export async function benchPostgres(folder: string, plan: PostgresPlan): Promise<Section[]> {
  const postgres = await startTestPostgres({ onDisk: true })
  try {
    return [await benchStores(folder, postgres, plan), await benchRelays(folder, postgres, plan)]
  } finally {
    await postgres.close()
  }
}

async function benchStores(folder: string, postgres: TestPostgres, { rounds, roundMs, pairs }: PostgresPlan): Promise<Section> {
  const open = async (database?: string): Promise<MeasuredStore> => {
    const batches = { count: 0, writes: 0 }
    const metrics = {
      startTimer: () => 0,
      batchCommitted: (writes: number) => void (batches.count++, (batches.writes += writes)),
      storeFailed: () => undefined,
      checkpointed: () => undefined,
      entryBroughtBack: () => undefined,
      sample: () => undefined,
    }
    const dataFolder = mkdtempSync(join(folder, 'store-'))
    const store = await openStore({ dataFolder, metrics, ...(database !== undefined && { database }) })
    return { store, batches, conversations: await beginConversations(store, pairs) }
  }
  const stores = [await open(), await open(await postgres.createDatabase())] as const
  const together: [number[], number[]] = [[], []]
  const alone: [number[], number[]] = [[], []]
  const shared: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    for (const [at, store] of stores.entries()) {
      const { perSecond, writesPerCommit } = await appendTogether(store, roundMs)
      const ms = await appendAlone(store, 200)
      if (round === 0) continue
      together[at]!.push(perSecond)
      shared[at]!.push(writesPerCommit)
      alone[at]!.push(ms)
    }
  }
  for (const { store } of stores) await store.close()
  return {
    title: 'The store on Postgres beside the store on SQLite',
    how: `Appends of 200 bytes to ${pairs} conversations, ${pairs} at a time, each committed and on disk before the next in its conversation; then one alone at a time. Postgres ${postgres.version} on the same machine, over TCP; medians of ${rounds} rounds by turns. A batch is one round trip and one transaction.`,
    lines: [
      reported('one disk flush of 4 kB', milliseconds(measureDiskFlush(folder))),
      reported('SQLite, appends/s', each(together[0])),
      reported('Postgres, appends/s', each(together[1])),
      reported('Postgres ÷ SQLite', ratioOf(together[1], together[0])),
      reported('appends that share a commit: SQLite, Postgres', `${each(shared[0])}, ${each(shared[1])}`),
      reported('round trips an append under this load, alone', `${(1 / median(shared[1])).toFixed(3)}, 1`),
      reported('one alone, p50: SQLite, Postgres', `${milliseconds(median(alone[0]))}, ${milliseconds(median(alone[1]))}`),
    ],
  }
}

async function benchRelays(folder: string, postgres: TestPostgres, { rounds, roundMs, pairs }: PostgresPlan): Promise<Section> {
  const databases = [[], [await postgres.createDatabase()]]
  const servers = await Promise.all(databases.map((database) => startServer('relay', [folder, String(pairs), ...database])))
  const talks = await Promise.all(servers.map((server) => openPairs(server, pairs)))
  const rate: [number[], number[]] = [[], []]
  const cpu: [number[], number[]] = [[], []]
  const p50: [number[], number[]] = [[], []]
  const p99: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    for (const at of [0, 1]) {
      const { perSecond, cpuPerMessage } = await measureThroughput(servers[at]!, talks[at]!, roundMs)
      const latency = await measureLatency(talks[at]!, 1_000, roundMs)
      if (round === 0) continue
      rate[at]!.push(perSecond)
      cpu[at]!.push(cpuPerMessage)
      p50[at]!.push(latency.p50)
      p99[at]!.push(latency.p99)
    }
  }
  await Promise.all(servers.map((server) => server.close()))
  const both = (values: readonly number[][], show: (value: number) => string): string => values.map((one) => show(median(one))).join(', ')
  return {
    title: 'A relay on Postgres beside a relay on SQLite',
    how: `${pairs} conversations, 200-byte messages, each acknowledged to its sender and delivered to the other side before the next; then 1,000 messages/s at a steady rate. The relay has one core; Postgres shares the other with the load.`,
    lines: [
      reported(
        'messages/s: SQLite, Postgres',
        both(rate, (value) => Math.round(value).toLocaleString('en')),
      ),
      reported('Postgres ÷ SQLite', ratioOf(rate[1], rate[0])),
      reported(
        'CPU of the relay a message: SQLite, Postgres',
        both(cpu, (value) => `${value.toFixed(0)} µs`),
      ),
      reported('p50 at 1,000/s: SQLite, Postgres', both(p50, milliseconds)),
      reported('p99 at 1,000/s: SQLite, Postgres', both(p99, milliseconds)),
    ],
  }
}
