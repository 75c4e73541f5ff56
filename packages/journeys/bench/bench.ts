// `pnpm bench [part…] [--quick] [--write]`: the relay beside a bare Socket.IO relay and bare `ws`, and the widget on a page beside the
// page alone, each in one run, by turns. `--write` renews the parts in docs/PERFORMANCE.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchRelay } from './bench-relay.ts'
import { benchCluster } from './cluster/bench-cluster.ts'
import { benchEmbed } from './embed/bench-embed.ts'
import { benchHistory, benchPostgresHistory } from './history/bench-history.ts'
import { canPin, pinLoad } from './pin.ts'
import { benchPostgres } from './postgres/bench-postgres.ts'
import type { Section } from './report/section.ts'
import { writePerformance } from './report/write-performance.ts'
import { benchResolve } from './resolve/bench-resolve.ts'
import { benchStartup } from './startup/bench-startup.ts'
import { benchStorm } from './storm/bench-storm.ts'
import { printTable } from './table.ts'

/** Every part of the bench; each gets a folder of its own. `quick` says whether it works, not how fast anything is. */
const parts: Record<string, (folder: string, quick: boolean) => Promise<Section[]>> = {
  embed: async (_, quick) => benchEmbed(quick ? 3 : 5),
  relay: async (folder, quick) =>
    benchRelay(
      folder,
      quick ? { rounds: 3, roundMs: 1_000, pairs: 100, idle: 1_000 } : { rounds: 7, roundMs: 3_000, pairs: 100, idle: 5_000 },
    ),
  storm: async (folder, quick) => [await benchStorm(folder, quick ? { connections: 500, rounds: 3 } : { connections: 5_000, rounds: 5 })],
  history: async (folder, quick) => {
    const samples = quick ? 500 : 2_000
    const sizes = quick ? [10_000, 30_000, 100_000] : [10_000, 100_000, 1_000_000, 10_000_000]
    return [
      await benchHistory(folder, { sizes, samples }),
      await benchPostgresHistory(folder, { sizes: sizes.filter((size) => size <= 1_000_000), samples }),
    ]
  },
  postgres: async (folder, quick) =>
    benchPostgres(folder, quick ? { rounds: 3, roundMs: 500, pairs: 100 } : { rounds: 7, roundMs: 2_000, pairs: 100 }),
  cluster: async (folder, quick) => [
    await benchCluster(folder, quick ? { rounds: 3, roundMs: 500, pairs: 100 } : { rounds: 7, roundMs: 2_000, pairs: 100 }),
  ],
  resolve: async (_, quick) => [benchResolve(100_000, 5_000, quick ? 2_000 : 20_000)],
  startup: async (folder, quick) => [await benchStartup(folder, quick ? 3 : 7)],
}

const asked = process.argv.slice(2)
const quick = asked.includes('--quick')
const named = asked.filter((one) => !one.startsWith('--'))
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}". The parts are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

if (canPin) pinLoad()
else console.log('Without taskset and two cores the load and the server share what there is: read the ratios with care.')
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  const folder = mkdtempSync(join(process.env['FIRSTHAND_BENCH_FOLDER'] ?? tmpdir(), 'firsthand-bench-'))
  try {
    const sections = await parts[name]!(folder, quick)
    for (const section of sections) printTable(`${section.title}. ${section.how}`, section.lines)
    if (asked.includes('--write')) writePerformance(name, sections)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
