// In this workspace our packages name their sources; published, they name what was built of them (`publishConfig`). `pnpm deploy` copies
// the built files and leaves the names as they are: this says in a deployed folder what a release would say.
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say which folder was deployed to.')

for (const file of globSync(['package.json', 'node_modules/.pnpm/@firsthand+*/node_modules/@firsthand/*/package.json'], { cwd: folder })) {
  const path = join(folder, file)
  const { publishConfig, ...manifest } = JSON.parse(readFileSync(path, 'utf8'))
  if (publishConfig === undefined) continue
  const { access: _, ...published } = publishConfig
  // Removed first: the file may be one and the same as the source's.
  rmSync(path)
  writeFileSync(path, `${JSON.stringify({ ...manifest, ...published }, null, 2)}\n`)
}
rmSync(join(folder, 'src'), { recursive: true, force: true })
