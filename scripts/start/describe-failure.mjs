/**
 * One line for each way the demo can fail to start. docs/ERRORS.md lists them under "Starting".
 *
 * @param {import('./run-demo.mjs').Failed} failed
 * @param {import('./read-start-options.mjs').StartOptions} options
 */
export function describeFailure({ what, code, message }, options) {
  const [name, port] = what === 'relay' ? ['PORT', options.port] : ['DEMO_PORT', options.demoPort]
  const [line = ''] = message.split('\n')
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken, perhaps by a demo that still runs. End that, or choose another port: ${name}=${port + 10} npm start`
    case 'EACCES':
      return `Port ${port} may not be used by you. Choose another: ${name}=8420 npm start`
    case 'database-in-use':
      return `Another relay is at work on the data folder ${options.dataFolder}. End it, or choose another folder: FIRSTHAND_DATA=… npm start`
    case 'database-unusable':
      return `${line} Mend that, or choose another folder: FIRSTHAND_DATA=… npm start`
    default:
      return `The demo could not be started: ${line}`
  }
}
