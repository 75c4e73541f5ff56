/** The oldest Node the start script itself runs on; what it starts runs on the Node it installs. */
const OLDEST = 20

/**
 * Refuses a Node that is too old.
 *
 * @param {string} version as `process.version` has it, such as `v18.19.0`
 * @returns {string | null} the one line to print, or null where it is new enough
 */
export function checkNode(version) {
  const major = Number(/^v(\d+)\./.exec(version)?.[1])
  return major >= OLDEST ? null : `Firsthand needs Node ${OLDEST} or newer; this is ${version}. Get a newer one from https://nodejs.org.`
}
