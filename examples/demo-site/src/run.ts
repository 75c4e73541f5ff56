// The process `npm start` runs on the Node it installed: opens the demo, says so to the process that started it, and ends when told
// to, or when that process is gone.
import { DemoFailed, openDemo, type DemoOptions } from './open-demo.ts'

/** What this process says, once. */
type Said =
  | { state: 'ready'; site: string; api: string; consoles: { name: string; title: string; url: string }[] }
  | { state: 'failed'; what: 'relay' | 'demo'; code: string; message: string }

const ending = Promise.withResolvers<void>()
// Handlers stay, so that a second signal (a terminal sends Ctrl-C to everybody) does not cut the first one's work short.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ending.resolve())
process.on('disconnect', () => ending.resolve())

try {
  const demo = await openDemo(JSON.parse(process.argv[2] ?? '{}') as DemoOptions)
  await say({ state: 'ready', site: demo.site, api: demo.api, consoles: demo.consoles })
  await ending.promise
  await demo.close()
  process.exit(0)
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
