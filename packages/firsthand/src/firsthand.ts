#!/usr/bin/env node
// The program itself: says on which Node it runs before anything is loaded that an old one could not.
const OLDEST_NODE = 24

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST_NODE) {
  process.stderr.write(`firsthand needs Node ${OLDEST_NODE} or newer; this is v${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  const [{ run }, { untilToldToEnd }] = await Promise.all([import('./run.ts'), import('@firsthand/relay')])
  let told = false
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    untilToldToEnd: async () => {
      await untilToldToEnd()
      told = true
    },
  })
  // What still hangs, such as a database that does not answer, has had its time.
  if (told) process.exit()
}
