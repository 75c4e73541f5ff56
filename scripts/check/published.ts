import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../run/run-command.ts'

/** A package that is published. */
export interface Published {
  name: string
  folder: string
  /** Whether it is imported (and not only files that a relay serves). */
  imported: boolean
}

/** The packages that are published, as their package.json says. */
export function readPublished(): Published[] {
  return globSync('packages/*/package.json', { cwd: root })
    .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ path, manifest }) => ({
      name: manifest.name,
      folder: join(root, dirname(path)),
      imported: existsSync(join(root, dirname(path), 'tsconfig.build.json')),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

interface Manifest {
  name: string
  private?: boolean
}
