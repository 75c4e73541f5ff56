// `npm start`: installs what the demo needs, builds it where its sources changed, and runs it.
// Plain JavaScript without imports at the top, so that an old Node gets its one clear line instead of a syntax error.
import('./start/check-node.mjs')
  .then(({ checkNode }) => checkNode(process.version))
  .then((refusal) => (refusal ? Promise.reject(refusal) : import('./start/start-demo.mjs')))
  .then(({ startDemo }) => startDemo(process.argv.slice(2), process.env))
  .then(
    (code) => process.exit(code),
    (reason) => {
      console.error(reason instanceof Error ? reason.stack : reason)
      process.exit(1)
    },
  )
