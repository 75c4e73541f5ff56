import { openStore, type Store } from '@firsthand/relay'
import { startTestPostgres } from '@firsthand/testkit/postgres'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Pool } from 'pg'
import type { Chart } from '../report/chart.ts'
import type { Section } from '../report/section.ts'
import { atMost, reported, type Line } from '../table.ts'
import { growHistory } from './grow-history.ts'
import { makeHistory, type History } from './make-history.ts'
import { measureReads, type Reads } from './measure-reads.ts'

const SEED = 20_261
const BUDGET_MS = 5
const NAMES: Record<keyof Reads, string> = {
  open: 'open a conversation',
  back: 'page back',
  inbox: 'inbox page of 50',
  deepInbox: 'inbox page of 50, deep down',
  sync: 'sync of 50 missed entries',
}
const kinds = Object.keys(NAMES) as (keyof Reads)[]
const milliseconds = (value: number): string => `${value.toFixed(2)} ms`

interface Stage {
  entries: number
  conversations: number
  bytes: number
  reads: Reads
}

/** How far a history grows, the sizes at which it is read from, and how often. */
export interface HistoryPlan {
  sizes: readonly number[]
  samples: number
}

/** Grows a SQLite database by a seeded history and reads from it at each size on the way. */
export async function benchHistory(folder: string, plan: HistoryPlan): Promise<Section> {
  const dataFolder = mkdtempSync(join(folder, 'history-'))
  const sizeOf = async (): Promise<number> => statSync(join(dataFolder, 'firsthand.sqlite')).size
  return benchOn({ name: 'SQLite', slug: 'sqlite', dataFolder, sizeOf }, plan)
}

/** The same with a Postgres, on the same machine. */
export async function benchPostgresHistory(folder: string, plan: HistoryPlan): Promise<Section> {
  const dataFolder = mkdtempSync(join(folder, 'history-'))
  const postgres = await startTestPostgres({ onDisk: true })
  const database = await postgres.createDatabase()
  const reader = new Pool({ connectionString: database, max: 1 })
  const sizeOf = async (): Promise<number> => {
    const { rows } = await reader.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
    return Number(rows[0]?.bytes)
  }
  try {
    return await benchOn({ name: `Postgres ${postgres.version}`, slug: 'postgres', dataFolder, database, sizeOf }, plan)
  } finally {
    await reader.end()
    await postgres.close()
  }
}

interface Ground {
  name: string
  slug: string
  dataFolder: string
  database?: string
  sizeOf(): Promise<number>
}

async function benchOn(ground: Ground, { sizes, samples }: HistoryPlan): Promise<Section> {
  const { dataFolder, database } = ground
  const history = makeHistory(SEED)
  const store = await openStore({ dataFolder, now: history.now, ...(database !== undefined && { database }) })
  try {
    for (const [at, id] of history.owners.entries()) await store.saveMember({ id, name: `Owner ${at}`, title: null, face: null })
    const stages = await grow(store, history, ground, sizes, samples)
    return describeStages(ground, stages, samples)
  } finally {
    await store.close()
    rmSync(dataFolder, { recursive: true })
  }
}

async function grow(store: Store, history: History, ground: Ground, sizes: readonly number[], samples: number): Promise<Stage[]> {
  const stages: Stage[] = []
  for (const [at, entries] of sizes.entries()) {
    await growHistory(store, history, sizes[at - 1] ?? 0, entries)
    const reads = await measureReads(store, history, samples, SEED + at)
    const bytes = await ground.sizeOf()
    stages.push({ entries, conversations: history.begun, bytes, reads })
  }
  return stages
}

function describeStages({ name, slug }: Ground, stages: readonly Stage[], samples: number): Section {
  const [first, last] = [stages[0]!, stages.at(-1)!]
  const factor = (kind: keyof Reads): string => `${(last.reads[kind].p99 / first.reads[kind].p99).toFixed(1)} ×`
  const lines: Line[] = [
    ...kinds.map((kind) => atMost(`${NAMES[kind]}, p99`, last.reads[kind].p99, BUDGET_MS, milliseconds)),
    ...kinds.map((kind) => reported(`${NAMES[kind]}, p50`, milliseconds(last.reads[kind].p50))),
    ...kinds.map((kind) =>
      reported(
        `${NAMES[kind]}, p99 from ${first.entries.toLocaleString('en')} to ${last.entries.toLocaleString('en')} entries`,
        factor(kind),
      ),
    ),
    reported('bytes in the database per entry, indexes included', `${Math.round(last.bytes / last.entries)} B`),
  ]
  const chart: Chart = {
    name: `growth-${slug}`,
    title: `${name}: the slowest read of a hundred as the history grows`,
    along: { label: 'entries in the database', values: stages.map((stage) => stage.entries) },
    figure: 'p99, ms',
    lines: kinds.map((kind) => ({
      name: NAMES[kind].replace('sync of 50 missed entries', 'sync of 50'),
      values: stages.map((stage) => stage.reads[kind].p99),
    })),
  }
  return {
    title: `A long history in ${name}`,
    how: `One database grown by a seeded history to ${last.conversations.toLocaleString('en')} conversations and ${last.entries.toLocaleString('en')} entries, ${samples} reads of each kind at each size, at random places.`,
    lines,
    charts: [chart],
  }
}
