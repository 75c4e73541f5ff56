import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../run/run-command.ts'

/** A package that is published. */
export interface Published {
  name: string
  folder: string
  /** The built declarations of what it exports; null where it is only files that a relay serves. */
  types: string | null
}

/** The packages that are published, as their package.json says. */
export function readPublished(): Published[] {
  return globSync('packages/*/package.json', { cwd: root })
    .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ path, manifest }) => {
      const folder = join(root, dirname(path))
      const types = manifest.publishConfig?.exports?.['.']?.types
      return { name: manifest.name, folder, types: types ? join(folder, types) : null }
    })
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

interface Manifest {
  name: string
  private?: boolean
  publishConfig?: { exports?: { '.'?: { types?: string } } }
}
