#!/usr/bin/env node
// The program itself: says on which Node it runs before anything is loaded that an old one could not.
const OLDEST_NODE = 24

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST_NODE) {
  process.stderr.write(`firsthand needs Node ${OLDEST_NODE} or newer; this is v${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    untilToldToEnd,
  })
}

/** Resolves with the first signal; the handlers stay, so that a second one (a terminal tells everybody) does not cut the end short. */
function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
