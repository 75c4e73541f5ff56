// `pnpm bench [relay] [embed] [--quick]`: the relay beside a bare Socket.IO relay and bare `ws`, and the widget on a page beside the page
// alone; each in one run, by turns.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchRelay } from './bench-relay.ts'
import { benchEmbed } from './embed/bench-embed.ts'
import { canPin, pinLoad } from './pin.ts'

const asked = process.argv.slice(2)
const quick = asked.includes('--quick')
const wants = (part: string): boolean => asked.includes(part) || !(asked.includes('relay') || asked.includes('embed'))

if (wants('embed')) await benchEmbed(quick ? 3 : 5)
if (wants('relay')) {
  if (canPin) pinLoad()
  else console.log('Without taskset and two cores the load and the server share what there is: read the ratios with care.')
  const folder = mkdtempSync(join(process.env['FIRSTHAND_BENCH_FOLDER'] ?? tmpdir(), 'firsthand-bench-'))
  try {
    await benchRelay(
      folder,
      quick ? { rounds: 3, roundMs: 1_000, pairs: 100, idle: 1_000 } : { rounds: 7, roundMs: 3_000, pairs: 100, idle: 5_000 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
