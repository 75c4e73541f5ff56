// The process `npm start` runs on the Node it installed: opens the demo, says so to the process that started it, and ends when told
// to, or when that process is gone.
import { endOnSignals } from '@firsthand/relay'
import { DemoFailed, openDemo, type DemoOptions } from './open-demo.ts'

/** What this process says, once. */
type Said =
  | { state: 'ready'; site: string; api: string; consoles: { name: string; title: string; url: string }[] }
  | { state: 'failed'; what: 'relay' | 'demo'; code: string; message: string }

// Whoever ends it while it opens waits for that: what was opened is closed.
const opening = openDemo(JSON.parse(process.argv[2] ?? '{}') as DemoOptions)
endOnSignals(async () => (await opening.catch(() => undefined))?.close(), { withParent: true })

try {
  const demo = await opening
  await say({ state: 'ready', site: demo.site, api: demo.api, consoles: demo.consoles })
} catch (reason) {
  const { what, code, message } = reason instanceof DemoFailed ? reason : new DemoFailed('relay', reason)
  await say({ state: 'failed', what, code, message })
  process.exit(1)
}

function say(said: Said): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) return resolve()
    process.send!(said, undefined, undefined, () => resolve())
  })
}
