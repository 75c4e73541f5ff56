import { mkdtempSync, globSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Verdict } from '../check.ts'
import { runCommand } from '../run/run-command.ts'
import { readPublished, type Published } from './published.ts'

/** Packs each published package as a release would, and asks of the tarball whether everybody could import it. */
export async function checkPackages(): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-packed-'))
  try {
    const verdicts = await Promise.all(readPublished().map((published) => checkPacked(published, folder)))
    return { ok: verdicts.every(({ ok }) => ok), output: verdicts.map(({ output }) => output).join('') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function checkPacked({ name, folder, types }: Published, into: string): Promise<Verdict> {
  const destination = join(into, name.replace('/', '-'))
  const packed = await runCommand(['pnpm', 'pack', '--pack-destination', destination], { cwd: folder })
  const [tarball] = globSync('*.tgz', { cwd: destination })
  if (!packed.ok || !tarball) return { ok: false, output: `${name}: pnpm pack\n${packed.output}` }
  const file = join(destination, tarball)
  const outcomes = [await runCommand(['publint', 'run', file, '--strict'])]
  // The packages are modules for Node and bundlers; nobody is promised CommonJS or TypeScript's old resolution.
  if (types) outcomes.push(await runCommand(['attw', file, '--profile', 'esm-only']))
  const bad = outcomes.filter(({ ok }) => !ok)
  return { ok: bad.length === 0, output: bad.map(({ output }) => `${name}\n${output}`).join('') }
}
