import { spawn } from 'node:child_process'
import { describeFailure } from './describe-failure.mjs'

/** How long the relay may take to finish what is under way before it is ended by force. */
const PATIENCE_MS = 30_000

/**
 * What the demo's process says.
 *
 * @typedef {{ state: 'ready', site: string, api: string, consoles: { name: string, title: string, url: string }[] }} Ready
 * @typedef {{ state: 'failed', code: string, message: string, what: 'relay' | 'demo' }} Failed
 */

/**
 * Runs the demo on the Node that was installed, with nothing in between, until it ends or is told to.
 * Its message channel is its life line: the demo ends when this process does, however that ended.
 *
 * @param {string} node the installed Node
 * @param {string} file what to run
 * @param {import('./read-start-options.mjs').StartOptions} options
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the exit code
 */
export function runDemo(node, file, options, signal) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let refused = false
    child.on('message', (/** @type {Ready | Failed} */ said) => {
      if (said.state === 'ready') return announce(said)
      refused = true
      console.error(describeFailure(said, options))
    })
    const end = () => {
      if (child.connected) child.disconnect()
      setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref()
    }
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    child.on('error', (reason) => {
      console.error(`The demo could not be started: ${reason.message}`)
      resolve(1)
    })
    child.on('exit', (code, by) => {
      const finish = () => {
        if (code === 0 || refused) return resolve(code ?? 1)
        console.error(`The demo ended by itself (${by ?? `exit code ${code}`}).`)
        resolve(1)
      }
      // What it said last may still be on its way.
      if (child.connected) child.once('disconnect', finish)
      else finish()
    })
  })
}

/** @param {Ready} ready */
function announce({ site, api, consoles }) {
  const lines = [`Demo site: ${site}`]
  for (const { name, title, url } of consoles) lines.push('', `${name} · ${title}`, `Console: ${url}`)
  lines.push('', `API: ${api}`, '', 'The sign-in links work once, within 30 minutes. Ctrl-C ends the demo; the conversations stay.')
  console.log(lines.join('\n'))
}
