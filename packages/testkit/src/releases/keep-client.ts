// `node packages/testkit/src/releases/keep-client.ts`: keeps the client of this release as it was built, to be tried on every later relay. It is made
// again until the release, and never after it (docs/CONTRIBUTING.md). Its transport stays outside: `socket.io-client` is what a later one brings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../../client')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

await build({
  configFile: false,
  logLevel: 'warn',
  root,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/index.ts',
    outDir: join(import.meta.dirname, version),
    emptyOutDir: true,
    minify: true,
    rolldownOptions: { external: ['socket.io-client'], output: { codeSplitting: false, entryFileNames: 'client.js' } },
  },
})
