import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { hash } from './look-installed.mjs'

/**
 * Something that is built for the browser: its name, the packages whose sources go into it, and the file that names all it made.
 *
 * @typedef {{ name: string, sources: readonly string[], made: string }} Build
 */

/** @type {readonly Build[]} */
export const BUILDS = [
  { name: 'widget', sources: ['protocol', 'client', 'ui', 'widget'], made: 'packages/widget/dist/embed/manifest.json' },
  { name: 'console', sources: ['protocol', 'client', 'ui', 'console'], made: 'packages/console/dist/index.html' },
]

/** What does not go into a build. */
const BESIDE = /(^|[\\/])(node_modules|dist|coverage)$|\.(test|test-d)\.tsx?$|\.tsbuildinfo$|\.md$/

/**
 * The builds whose sources, or whose result, are not what they were when it was last made.
 *
 * @param {readonly Build[]} builds
 * @param {Record<string, string>} built what the last build of each was made from and gave, by name
 * @param {(build: Build) => string | null} look what each would be made from and gave now; null where there is no result
 */
export function planBuilds(builds, built, look) {
  return builds.filter((build) => {
    const now = look(build)
    return now === null || now !== built[build.name]
  })
}

/**
 * One hash over a build's sources and its result: whoever changed either, it no longer matches.
 *
 * @param {string} root
 * @param {Build} build
 * @returns {string | null}
 */
export function lookBuild(root, build) {
  const made = join(root, build.made)
  if (!existsSync(made)) return null
  const sources = createHash('sha256')
  for (const path of build.sources.flatMap((name) => listFiles(join(root, 'packages', name))))
    sources.update(`${relative(root, path)}\0${hash(readFileSync(path))}\n`)
  sources.update(hash(readFileSync(join(root, 'pnpm-lock.yaml'))))
  return hash(`${sources.digest('hex')} ${hash(readFileSync(made))}`)
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .filter((entry) => !BESIDE.test(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]))
}
