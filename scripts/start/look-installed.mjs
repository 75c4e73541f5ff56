import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const STAMP = 'node_modules/.firsthand-start.json'

/** @typedef {import('./plan-install.mjs').Installed} Installed */
/** @typedef {{ lock: string, built: Record<string, string> }} Stamp */

/**
 * Looks at what is installed.
 *
 * @param {string} root the repository
 * @returns {Installed}
 */
export function lookInstalled(root) {
  const whole = readText(join(root, 'node_modules/.pnpm/lock.yaml'))
  return {
    wanted: hash(readFileSync(join(root, 'pnpm-lock.yaml'))),
    stamp: readStamp(root).lock || null,
    whole: whole === null ? null : hash(whole),
    tools: existsSync(join(root, 'node_modules/vitest')),
    missing: findMissing(root, join(root, 'examples/demo-site')),
  }
}

/**
 * What the last start left: the lock file it installed from, and the sources it built each package from.
 *
 * @param {string} root
 * @returns {Stamp}
 */
export function readStamp(root) {
  try {
    const { lock = '', built = {} } = JSON.parse(readText(join(root, STAMP)) ?? '{}')
    return { lock, built }
  } catch {
    return { lock: '', built: {} }
  }
}

/** @param {string} root */
export function stampPath(root) {
  return join(root, STAMP)
}

/**
 * The dependencies of a package, and of the workspace's own packages below it, that are not there.
 *
 * @param {string} root
 * @param {string} folder the package's
 * @param {Set<string>} [seen]
 * @returns {string[]}
 */
function findMissing(root, folder, seen = new Set()) {
  if (seen.has(folder)) return []
  seen.add(folder)
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.entries(dependencies).flatMap(([name, range]) => {
    if (!existsSync(join(folder, 'node_modules', name, 'package.json'))) return [name]
    return String(range).startsWith('workspace:') ? findMissing(root, join(root, 'packages', name.replace('@firsthand/', '')), seen) : []
  })
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** @param {string | Uint8Array} text */
export function hash(text) {
  return createHash('sha256').update(text).digest('hex')
}
