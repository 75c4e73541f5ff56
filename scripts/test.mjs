// `npm test`: installs what it lacks, then checks, builds and runs every test. The last line is `N passed, N failed`.
// Plain JavaScript without imports at the top, so that an old Node gets its one clear line instead of a syntax error.
import('./start/check-node.mjs')
  .then(({ checkNode }) => checkNode(process.version))
  .then((refusal) => (refusal ? Promise.reject(refusal) : import('./test/install-and-test.mjs')))
  .then(({ installAndTest }) => installAndTest())
  .then(
    (code) => process.exit(code),
    (reason) => {
      console.error(reason instanceof Error ? reason.stack : reason)
      process.exit(1)
    },
  )
