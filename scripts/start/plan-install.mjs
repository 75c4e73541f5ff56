/** The demo site and every package of the workspace it stands on. */
const DEMO = '@firsthand/example-demo-site...'

/**
 * What is installed at this moment.
 *
 * @typedef {object} Installed
 * @property {string} wanted hash of the lock file
 * @property {string | null} stamp hash of the lock file the last start installed from; null where none did
 * @property {string | null} whole hash of the lock file the whole workspace was last installed from; null where only a part was
 * @property {boolean} tools whether the development tools are installed beside it
 * @property {readonly string[]} missing dependencies of the demo that cannot be found
 */

/**
 * Decides whether to install, and how. A whole install, as `npm test` makes, is as good as the small one of a first start,
 * and is renewed as a whole: a start must not take a developer's tools away.
 *
 * @param {Installed} installed
 * @returns {{ install: false } | { install: true, args: string[] }}
 */
export function planInstall(installed) {
  const current = installed.missing.length === 0 && (installed.stamp === installed.wanted || installed.whole === installed.wanted)
  if (current) return { install: false }
  const extent = installed.tools ? [] : ['--prod', '--filter', DEMO]
  return { install: true, args: ['install', '--frozen-lockfile', ...extent] }
}
