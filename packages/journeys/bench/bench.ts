// `pnpm bench [--quick]`: the relay beside a bare Socket.IO relay and bare `ws`, in one run, by turns.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchRelay } from './bench-relay.ts'
import { canPin, pinLoad } from './pin.ts'

const quick = process.argv.includes('--quick')
const folder = mkdtempSync(join(process.env['FIRSTHAND_BENCH_FOLDER'] ?? tmpdir(), 'firsthand-bench-'))
try {
  pinLoad()
  if (!canPin) console.log('Without taskset and two cores the load and the server share what there is: read the ratios with care.')
  const plan = quick ? { rounds: 3, roundMs: 1_000, pairs: 100, idle: 1_000 } : { rounds: 7, roundMs: 3_000, pairs: 100, idle: 5_000 }
  await benchRelay(folder, plan)
} finally {
  rmSync(folder, { recursive: true })
}
