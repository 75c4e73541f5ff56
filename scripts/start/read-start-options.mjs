import { resolve } from 'node:path'

/**
 * What a start was told.
 *
 * @typedef {{ port: number, demoPort: number, dataFolder: string }} StartOptions
 */

/** What `npm start -- --help` prints. */
export const HELP = `npm start runs the demo: a relay, its console, and a site that embeds the widget.

  PORT=7420                the relay's port; 0 takes a free one
  DEMO_PORT=7421           the demo site's port; 0 takes a free one
  FIRSTHAND_DATA=.firsthand  the folder the conversations are kept in`

/**
 * Reads the ports and the data folder.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {string} root the repository
 * @returns {{ state: 'options', options: StartOptions } | { state: 'help' } | { state: 'refused', line: string }}
 */
export function readStartOptions(args, environment, root) {
  if (args.includes('--help') || args.includes('-h')) return { state: 'help' }
  if (args.length > 0) return refuse(`npm start takes no arguments, and was given "${args.join(' ')}". See: npm start -- --help`)
  const port = readPort(environment['PORT'], 7420)
  if (port === null) return refuse(describePort('PORT', environment['PORT']))
  const demoPort = readPort(environment['DEMO_PORT'], 7421)
  if (demoPort === null) return refuse(describePort('DEMO_PORT', environment['DEMO_PORT']))
  if (port === demoPort && port !== 0) return refuse(`PORT and DEMO_PORT are both ${port}; the relay and the demo site need one each.`)
  return { state: 'options', options: { port, demoPort, dataFolder: resolve(root, environment['FIRSTHAND_DATA'] || '.firsthand') } }
}

/**
 * @param {string} line
 * @returns {{ state: 'refused', line: string }}
 */
function refuse(line) {
  return { state: 'refused', line }
}

/**
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function readPort(text, otherwise) {
  if (text === undefined || text === '') return otherwise
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null
}

/**
 * @param {string} name
 * @param {string | undefined} text
 */
function describePort(name, text) {
  return `${name} is "${text}"; it must be a whole number from 0 to 65535.`
}
